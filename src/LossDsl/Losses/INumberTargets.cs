namespace LossDsl;

/// <summary>
/// Marks a loss that takes one number per element as targets: class probabilities under a softmax, 0, 1 or what is between
/// under a sigmoid, values in a regression. Only generated classes implement it.
/// </summary>
public interface INumberTargets;
