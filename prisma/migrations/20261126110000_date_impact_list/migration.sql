-- AlterTable
ALTER TABLE "rule_change_item" ADD COLUMN     "version" INTEGER;
