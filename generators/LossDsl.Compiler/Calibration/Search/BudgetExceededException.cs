using System;

namespace LossDsl.Compiler;

/// <summary>Stops a search that has used up what it may evaluate. Deterministic: evaluations are counted, not time.</summary>
internal sealed class BudgetExceededException : Exception
{
    public BudgetExceededException()
        : base("the budget of evaluations is used up")
    {
    }
}
