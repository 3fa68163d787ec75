namespace LossDsl.Runtime;

/// <summary>The checked shape of a call.</summary>
/// <param name="Rows">The number of rows, N.</param>
/// <param name="Classes">The number of classes, C; 0 if there are no rows to tell it.</param>
internal readonly record struct Shape(int Rows, int Classes);
