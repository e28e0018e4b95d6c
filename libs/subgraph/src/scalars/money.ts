import { toDecimal, type Money } from '@spindle/kernel';

/** Resolvers of `Money`: cents inside, a decimal text outside. */
export const MoneyResolvers = {
  amount: (money: Money): string => toDecimal(money.cents),
  currency: (money: Money): string => money.currency,
};
