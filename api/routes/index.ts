import type { AnyRoute } from '../http/define-route';
import { downloadDocument } from './cases/download-document';
import { downloadProof } from './cases/download-proof';
import { exportLedger } from './cases/export-ledger';
import { getCase, getClock } from './cases/get-case';
import { listCasesJson } from './cases/list-cases';
import { postCase, postCommand } from './cases/post-case';
import { postRegistration } from './cases/register-case';
import { showAct } from './cases/show-act';
import { showCase } from './cases/show-case';
import { showClock } from './cases/show-clock';
import { showLedger } from './cases/show-ledger';
import { showRegistration } from './cases/show-registration';
import { submitCommand } from './cases/submit-command';
import { followCase } from './cases/follow-case';
import { watchCase } from './cases/watch-case';
import { showPack, showPackConflicts, showPackDiff, showPacks } from './packs/show-packs';
import { retryWork } from './operations/retry-work';
import { showOperations } from './operations/show-operations';
import { draftChange } from './rule-changes/draft-change';
import { exportImpact } from './rule-changes/export-impact';
import { showChange, showChanges } from './rule-changes/show-changes';
import { submitStep } from './rule-changes/submit-step';
import { checkHealth, checkReadiness } from './service/check-health';
import { showDesign } from './service/show-design';
import { showEngine } from './service/show-engine';
import { describeSession } from './session/describe-session';
import { showSignIn } from './session/show-sign-in';
import { signIn } from './session/sign-in';
import { signOut } from './session/sign-out';
import { switchPost } from './session/switch-post';
import { showWhatIf } from './cases/show-what-if';
import { readNotices } from './workplace/read-notices';
import { showWorkplace } from './workplace/show-workplace';

/** Every address of the application, in the order in which Express asks them: fixed words before parameters. */
export const ROUTES: readonly AnyRoute[] = [
  checkHealth, checkReadiness, showEngine, showDesign,
  showPacks, showPackConflicts, showPackDiff, showPack,
  showOperations, retryWork,
  showChanges, draftChange, exportImpact, showChange, submitStep,
  showSignIn, signIn, signOut, switchPost, describeSession,
  showWorkplace, readNotices, showLedger, exportLedger, showRegistration, postRegistration,
  followCase, watchCase, downloadDocument, downloadProof, showClock, showWhatIf, showAct, submitCommand, ...showCase,
  listCasesJson, postCase, getCase, getClock, postCommand,
];
