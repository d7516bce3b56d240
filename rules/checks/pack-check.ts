import type { RuleSet } from '../../domain/rule-pack/types';
import type { LoadedPack } from '../packs';

/** What a check may look at. */
export interface PackUnderCheck {
  loaded: LoadedPack;
  /** All versions of this pack, old to new. */
  versions: readonly LoadedPack[];
  /** The pack laid over `national`; of `national` itself, alone. */
  rules: RuleSet;
}

/** Faults of one pack, one Chinese sentence each, beginning with the row it is about. */
export type PackCheck = (pack: PackUnderCheck) => string[];
