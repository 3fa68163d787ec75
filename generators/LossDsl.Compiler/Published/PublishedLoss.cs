using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>A published loss of the catalogue.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Paper">Author, year and number of the paper; "" for what has none.</param>
/// <param name="Attributes">Its declaration, hyper-parameters that are properties of the class at their defaults.</param>
/// <param name="Open">Those hyper-parameters.</param>
internal sealed record PublishedLoss(
    string Class,
    string Name,
    string Paper,
    IReadOnlyList<AttributeUse> Attributes,
    IReadOnlyList<OpenParameter> Open);

/// <summary>A hyper-parameter that users of a published loss choose.</summary>
/// <param name="Attribute">The attribute, which stands once.</param>
/// <param name="Parameter">Its parameter.</param>
internal sealed record OpenParameter(string Attribute, string Parameter);
