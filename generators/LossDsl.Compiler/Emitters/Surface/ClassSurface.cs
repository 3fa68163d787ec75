using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// What the public surface of a generated class depends on: the declaration alone, so that one with errors gets the same, with
/// bodies that throw.
/// </summary>
internal sealed class ClassSurface
{
    private readonly IReadOnlyList<Term> terms;

    /// <summary>The surface of a class.</summary>
    /// <param name="declaration">Its declaration.</param>
    /// <param name="isFaulty">Whether that has errors.</param>
    public ClassSurface(Declaration declaration, bool isFaulty)
    {
        IsFaulty = isFaulty;
        Model = LossModel.Of(declaration);
        Names = new PrivateNames(Model);
        terms = Model.OneOfEachGroup;
    }

    /// <summary>Whether the declaration has errors: then there is no loss, and every body throws.</summary>
    public bool IsFaulty { get; }

    /// <summary>What a body throws that has nothing to do.</summary>
    public string Throw => $"throw new global::System.InvalidOperationException(\"the declaration of {Name} has errors\")";

    /// <summary>The declaration, bound as far as it can be.</summary>
    public LossModel Model { get; }

    public Declaration Declaration => Model.Declaration;

    public string Name => Declaration.Type.PlainName;

    /// <summary>The body of a public member: what it does, or that it throws.</summary>
    public string Body(string value) => IsFaulty ? Throw : value;

    /// <summary>The names of its private members.</summary>
    public PrivateNames Names { get; }

    /// <summary>The class as one may write it anywhere: a type parameter or an inherited class of its name is in no way.</summary>
    public string QualifiedName
        => "global::" + string.Join(".", new[] { Declaration.Type.Namespace }.Where(space => space.Length > 0)
            .Concat(Declaration.Type.Containers.Select(header => header.Substring(header.LastIndexOf(' ') + 1)))
            .Append(Declaration.Type.Name));

    /// <summary>The base class, without its namespace.</summary>
    public string Base => Declaration.Head switch
    {
        Heads.Sigmoid => "SigmoidLoss",
        Heads.Gumbel => "GumbelLoss",
        Heads.Identity => "RegressionLoss",
        _ => "SoftmaxLoss",
    };

    /// <summary>The interfaces that mark what targets the loss takes, without their namespace.</summary>
    public IEnumerable<string> Markers
    {
        get
        {
            if (Model.TakesNumbers)
                yield return "INumberTargets";
            if (Model.TakesLabels)
                yield return "IIndexTargets";
        }
    }

    /// <summary>The numbers per class that the constructor takes.</summary>
    public IReadOnlyList<ClassInputRow> ClassInputs => Model.ClassInputs;

    /// <summary>The position of the class counts among them.</summary>
    public string CountsIndex
        => ClassInputs.ToList().FindIndex(input => input.Name == ClassInputTable.Counts).ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether class counts are among them.</summary>
    public bool NeedsCounts => ClassInputs.Any(input => input.Name == ClassInputTable.Counts);

    /// <summary>The matrices that it takes.</summary>
    public IReadOnlyList<AttributeRow> Matrices => Model.Matrices;

    /// <summary>Whether a class may have no examples.</summary>
    public bool AllowsEmpty => terms.Any(use => use.Use["AllowEmptyClasses"]?.Flag == true)
        || terms.Where(use => use.Row.Needs == ClassInputTable.Counts).All(use => use.Row.EmptyClasses);

    /// <summary>
    /// Whether biases of the last layer follow from the class counts: of a softmax whose scores are the logits, and of rows as they are in
    /// the data set. The examples of several labels overlap, and counts alone do not give their frequencies.
    /// </summary>
    public bool HasInitialBias
        => NeedsCounts && Declaration.Head == Heads.Softmax && !terms.Any(use => use.Row.Stage is >= Stage.Sampling and <= Stage.Scores);

    /// <summary>Whether the head has a probability, or a prediction, per element.</summary>
    public bool IsElementwise => Declaration.Head != Heads.Softmax;

    /// <summary>
    /// The class prior of the training set as C#, from the class counts or the declaration; null if it is not known. How often each
    /// of several labels applies follows from neither.
    /// </summary>
    public string? TrainingPrior
        => IsElementwise ? null
            : NeedsCounts ? $"global::LossDsl.Runtime.LinkPlan.Shares({Names.ClassInputs}["
                + $"{CountsIndex}])"
            : Declaration.Prior is { } prior ? $"[{string.Join(", ", prior.Select(Dialect.DoubleText))}]"
            : null;

    /// <summary>What P(y|x) is about.</summary>
    public string Population => IsResampled ? "the data set before sampling" : "the training set";

    /// <summary>Whether a sampler is declared.</summary>
    public bool IsResampled => terms.Any(use => use.Row.Stage == Stage.Sampling);

    /// <summary>Whether the loss has class weights.</summary>
    public bool HasWeights => terms.Any(use => use.Row.Stage == Stage.Weight);

    /// <summary>The least number of classes for which head and attributes have a meaning.</summary>
    public int LeastClasses => terms
        .SelectMany(use => use.Row.Parameters.SelectMany(parameter =>
            parameter.Limits.Where(limit => limit.Choice == use.Use[parameter.Name]?.Choice)))
        .Select(limit => limit.LeastClasses)
        .Concat(terms.Select(use => use.Row.LeastClasses))
        .Append(LeastOfHead)
        .Max();

    /// <summary>The least number of classes that the head alone asks for.</summary>
    public int LeastOfHead => Declaration.LeastClasses;

    /// <summary>The numbers that must exceed the count of every class, with the attribute and parameter that give them.</summary>
    public IEnumerable<(string Attribute, string Parameter, double Number)> AboveCounts
        => from use in terms
           from parameter in use.Row.Parameters
           where parameter.AboveCounts && use.Use[parameter.Name]?.Numbers is { Count: 1 }
           select (use.Row.Name, parameter.Name, use.Use[parameter.Name]!.Numbers!.Value[0]);

    /// <summary>How it selects rows, if it does.</summary>
    public Term? Selection => terms.FirstOrDefault(term => term.Stage == Stage.Selection);

    /// <summary>The number of classes that is declared, as such or by a list of one number per class, or 0.</summary>
    public int Classes => Declaration.Classes ?? Model.All.Select(PerClassLength).Max();

    /// <summary>The declared label of rows that do not count.</summary>
    public long? IgnoreIndex => Argument("IgnoreIndex") is { } ignore ? ignore.Integer ?? (long)ignore.Numbers!.Value[0] : null;

    private static int PerClassLength(Term use)
        => use.Row.Parameters.Where(parameter => parameter.PerClass)
            .Select(parameter => use.Use[parameter.Name]?.Numbers?.Count ?? 0)
            .Where(length => length > 1)
            .FirstOrDefault();

    private Argument? Argument(string name) => terms.First(use => use.Row.Stage == Stage.Loss).Use[name];
}
