using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes that add a component without class weights.</summary>
internal static class RegulariserRows
{
    public static readonly AttributeRow[] All =
    [];
}
