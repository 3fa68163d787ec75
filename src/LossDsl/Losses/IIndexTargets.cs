namespace LossDsl;

/// <summary>Marks a loss that takes a class index per row as target. Only generated classes implement it.</summary>
public interface IIndexTargets;
