using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>Published losses that declarations may be equal to, whatever attributes these are written with.</summary>
internal static class PublishedLosses
{
    /// <summary>How many values are tried for a hyper-parameter.</summary>
    private const int MostValues = 4;

    private static readonly Lazy<IReadOnlyList<(PublishedLoss Loss, LossContent Content)>> Known
        = new(() => [.. PublishedTable.All.Select(loss =>
            (loss, LossContent.Of(LossCompilation.OfVariant(Declared(loss.Attributes)), CancellationToken.None).First()))]);

    /// <summary>
    /// The published loss that a declaration is, with its hyper-parameters and paper, as "Focal loss with γ = 2 (Lin et al. 2017,
    /// arXiv:1708.02002)"; several, with "=" between them, if they are one; null if it is none that is known.
    /// </summary>
    /// <param name="declaration">A declaration without errors.</param>
    /// <param name="cancellation">Observed at each node.</param>
    public static string? NameOf(Declaration declaration, CancellationToken cancellation = default)
    {
        var compilation = LossCompilation.Of(declaration);
        var content = LossContent.Of(compilation, cancellation).ToList();
        var attributes = new HashSet<string>(compilation.Model.All.Select(term => term.Name));
        // Few hyper-parameters change more than arithmetic, and where one does, the attributes tell: not many candidates are lowered.
        var names = Known.Value
            .Where(known => known.Content.Aggregation == content[0].Aggregation
                && (known.Content.Inputs == content[0].Inputs || known.Loss.Attributes.All(use => attributes.Contains(use.Name))))
            .Select(known => NameOf(known.Loss, compilation.Model, content, cancellation))
            .OfType<string>().ToList();
        return names.Count == 0 ? null : string.Join(" = ", names);
    }

    private static string? NameOf(PublishedLoss loss, LossModel model, IReadOnlyList<LossContent> content,
        CancellationToken cancellation)
    {
        foreach (var values in Values(loss, model))
        {
            var candidate = Declared(Replaced(loss, values, model.Declaration.Attributes.First(use => use.Name == "Loss")));
            if (LossContent.Of(LossCompilation.OfVariant(candidate), cancellation).SequenceEqual(content))
                return Name(loss, values);
        }

        return null;
    }

    /// <summary>
    /// What the hyper-parameters may be: the author's, where the same attribute has them, the default, or any number of the
    /// declaration.
    /// </summary>
    private static IEnumerable<Argument?[]> Values(PublishedLoss loss, LossModel model)
    {
        var uses = model.All.Where(term => term.Stage != Stage.Sampling).Select(term => term.Use).ToList();
        IEnumerable<Argument?[]> all = [[]];
        foreach (var open in loss.Open)
        {
            var row = Row(open);
            var own = uses.Where(use => use.Name == open.Attribute).Take(1)
                .Select(use => use[open.Parameter] ?? (row.Binding is { } binding ? use[binding] : null));
            var numbers = uses.SelectMany(use => use.Arguments).SelectMany(argument => argument.Numbers is { } numbers ? numbers : []);
            var chosen = own.Where(value => value?.Numbers is null or { Count: 1 })
                .Concat(numbers.Prepend(Default(loss, open)).Where(number => row.Allows(number) && !number.Equals(row.Neutral))
                    .Select(number => new Argument(open.Parameter, Numbers: new[] { number }.ToEquatable())))
                .Distinct().Take(MostValues).ToList();
            all = all.SelectMany(values => chosen.Select(value => (Argument?[])[.. values, value]));
        }

        return all;
    }

    private static double Default(PublishedLoss loss, OpenParameter open)
        => loss.Attributes.Single(use => use.Name == open.Attribute)[open.Parameter]!.Numbers!.Value[0];

    private static IEnumerable<AttributeUse> Replaced(PublishedLoss loss, Argument?[] values, AttributeUse head)
        => loss.Attributes.Select(use => use.Name == "Loss" ? head : use with
        {
            Arguments = use.Arguments
                .Select(argument => loss.Open.ToList()
                    .FindIndex(open => open.Attribute == use.Name && open.Parameter == argument.Name) is >= 0 and var i ? values[i]
                    : argument)
                .OfType<Argument>().ToEquatable(),
        });

    private static Declaration Declared(IEnumerable<AttributeUse> attributes)
        => new(new DeclaredType("", "Published", default, TypeShape.Usable), attributes.ToEquatable());

    private static string Name(PublishedLoss loss, Argument?[] values)
    {
        var parameters = loss.Open.Zip(values, (open, value) => Symbol(open) + " = " + Text(open, value)).ToList();
        var with = parameters.Count == 0 ? "" : (loss.Name.Contains(" with ") ? ", " : " with ") + string.Join(", ", parameters);
        return loss.Name + with + (loss.Paper.Length == 0 ? "" : $" ({loss.Paper})");
    }

    private static ParameterRow Row(OpenParameter open)
        => AttributeTable.Find(open.Attribute)!.Parameters.Single(parameter => parameter.Name == open.Parameter);

    private static string Symbol(OpenParameter open) => Row(open).Symbol;

    private static string Text(OpenParameter open, Argument? value)
        => value?.Bound is { } bound ? bound.Name
            : (value?.Numbers?[0] ?? Row(open).Default!.Value).ToString("R", CultureInfo.InvariantCulture);
}
