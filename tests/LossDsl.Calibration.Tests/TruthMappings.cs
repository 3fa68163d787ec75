using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Calibration.Tests;

/// <summary>The rows of the truth table as declarations, and why some have none.</summary>
internal static class TruthMappings
{
    /// <summary>The declaration of each row, without head, classes and prior.</summary>
    public static readonly IReadOnlyDictionary<string, AttributeUse[]> Softmax = new Dictionary<string, AttributeUse[]>
    {
        ["ce"] = [Ce],
        ["ce_temp"] = [Ce, Use("Temperature", Number("Value", 2))],
        ["poly1_2"] = [Poly(2)],
        ["poly1_m1"] = [Poly(-1)],
        ["poly1_m1_5"] = [Poly(-1.5)],
        ["poly1_m2"] = [Poly(-2)],
        ["polyN_pos"] = [Poly(1, 1, 1)],
        ["polyN_neg_bad2"] = [Poly(0, -3)],
        ["focal2"] = [Ce, Focal(2)],
        ["focal05"] = [Ce, Focal(0.5)],
        ["focal2_ls"] = [Ce, Focal(2), Smoothing(0.1)],
        ["enc75"] = [Use("EncouragingLoss", Number("LogEnd", 0.75))],
        ["gce03"] = [Gce(0.3)],
        ["gce07"] = [Gce(0.7)],
        ["mae"] = [Gce(1)],
        ["sq_true"] = [Use("PolyTerm", Number("Power", 2), Number("Epsilon", 1))],
        ["brier"] = [Use("Brier")],
        ["square_logit"] = [Use("SquareLoss")],
        ["squentropy"] = [Use("Squentropy")],
        ["ce_clip"] = [Ce, Use("ProbabilityFloor", Number("Lowest", System.Math.Exp(-3)))],
        ["sce"] = [Use("CrossEntropy", Number("Coefficient", 0.1)), Use("ReverseCrossEntropy")],
        ["ls01"] = [Ce, Smoothing(0.1)],
        ["ls_km1"] = [Ce, Use("LabelSmoothing", Number("Alpha", 0.7), new Argument("Share", Choice: "OtherClasses"))],
        ["invfreq"] = [Ce, Use("InverseFrequency")],
        ["sqrtinv"] = [Ce, Use("InverseFrequency", Number("Power", 0.5))],
        ["la1"] = [Ce, Adjusted(1)],
        ["la05"] = [Ce, Adjusted(0.5)],
        ["balsoft"] = [Ce, Adjusted(1)],
        ["la1_invfreq"] = [Ce, Adjusted(1), Use("InverseFrequency")],
        ["balsoft_cb"] = [Ce, Adjusted(1), Use("EffectiveNumber", Number("Beta", 0.9999))],
        ["focal2_inv"] = [Ce, Focal(2), Use("InverseFrequency")],
        ["focal2_la1"] = [Ce, Focal(2), Adjusted(1)],
        ["gce05_la1"] = [Gce(0.5), Adjusted(1)],
        ["ls_la1"] = [Ce, Smoothing(0.1), Adjusted(1)],
        ["ls_inv_ex"] = [Ce, Smoothing(0.1), Use("InverseFrequency")],
        ["cosface_free"] = [Ce, Use("AdditiveMargin", Number("Margin", 1))],
        ["ldam_s1"] = [Ce, Ldam],
        ["ldam_s30"] = [Ce, Ldam, Scaled(30)],
        ["ldam_drw"] = [Ce, Ldam, Use("InverseFrequency")],
        ["ldam_drw_s30"] = [Ce, Ldam, Scaled(30), Use("InverseFrequency")],
        ["vs"] = [Ce, Use("ClassDependentTemperature", Number("Gamma", 0.15)), Adjusted(1)],
        ["arcface"] = [Ce, Angular("Unchanged"), Scaled(30)],
        ["arcface_s1"] = [Ce, Angular("Unchanged")],
        ["arcface_easy"] = [Ce, Angular("Linear"), Scaled(30)],
        ["ce_zloss"] = [Ce, Use("LogSumExpPenalty", Number("Coefficient", 0.01))],
        ["ce_l2"] = [Ce, Use("LogitPenalty", Number("Coefficient", 0.1))],
        ["conf_pen"] = [Ce, Use("ConfidencePenalty", Number("Coefficient", 0.1))],
        ["conf_pen2"] = [Ce, Use("ConfidencePenalty", Number("Coefficient", 2))],
        ["softboot"] = [Use("Bootstrapping", Number("Beta", 0.95))],
        ["hardboot"] = [Use("Bootstrapping", Number("Beta", 0.8), new Argument("Belief", Choice: "Hard"))],
        ["cs"] = [Hinge("CrammerSinger")],
        ["ww"] = [Hinge("WestonWatkins")],
        ["ova_hinge"] = [Hinge("OneVersusAll")],
        ["unhinged_l2"] = [Use("Unhinged"), Use("LogitPenalty", Number("Coefficient", 1))],
        ["nce"] = [Use("NormalizedCrossEntropy")],
        ["ls_cosface"] = [Ce, Smoothing(0.1), Use("AdditiveMargin", Number("Margin", 1))],
        ["seesaw"] = [Ce, Use("Seesaw", Number("P", 0.8), Number("Q", 0))],
        ["focal2_l2"] = [Ce, Focal(2), Use("LogitPenalty", Number("Coefficient", 0.01))],
        ["la1_l2"] = [Ce, Adjusted(1), Use("LogitPenalty", Number("Coefficient", 0.1), new Argument("On", Choice: "Raw"))],
        ["la1_zloss"] = [Ce, Adjusted(1), Use("LogSumExpPenalty", Number("Coefficient", 0.01))],
    };

    /// <summary>The rows with a sigmoid head.</summary>
    public static readonly IReadOnlyDictionary<string, AttributeUse[]> Sigmoid = new Dictionary<string, AttributeUse[]>
    {
        ["ova_bce"] = [Ce],
        ["asl_0"] = [Ce],
        ["asl_4_0"] = [Ce, Use("AsymmetricFocus", Number("Positive", 0), Number("Negative", 4))],
        ["asl_clip"] = [Ce, Use("ProbabilityShift", Number("Margin", 0.05))],
        ["sfocal_25"] = [Ce, Focal(2), Use("AlphaBalance", Number("Alpha", 0.25))],
        ["sfocal_5"] = [Ce, Focal(2), Use("AlphaBalance", Number("Alpha", 0.5))],
    };

    /// <summary>The rows that are undecided on principle.</summary>
    public static readonly IReadOnlyDictionary<string, AttributeUse[]> Undecided = new Dictionary<string, AttributeUse[]>
    {
        ["ohem_cvar_ce"] = [Ce, Use("HardestExamples", Number("Fraction", 0.25))],
    };

    /// <summary>The rows that the language has no words for, with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> Inexpressible = new Dictionary<string, string>
    {
        ["focal_m2"] = "the exponent of a focal factor must not be negative",
        ["flat_ok"] = "no term has a dead zone",
        ["ls1"] = "smoothing by 1 is out of range",
        ["normface_s1"] = "nothing says that logits are cosines where no angular margin does",
        ["normface_s16"] = "nothing says that logits are cosines where no angular margin does",
        ["cosface_s30"] = "nothing says that logits are cosines where no angular margin does",
        ["arcface_etf"] = "class weights of the last layer are not part of a loss",
        ["arcface_easy_etf"] = "class weights of the last layer are not part of a loss",
        ["cosface_etf"] = "class weights of the last layer are not part of a loss",
        ["ce_l2_true"] = "no regulariser reads the logit of the label alone",
        ["llw"] = "no hinge has a constraint on the sum of the scores",
        ["ww_logistic"] = "no pairwise logistic term",
        ["w_neg"] = "class weights must not be negative",
        ["soft_dice"] = "no ratios of sums",
        ["soft_dice_sq"] = "no ratios of sums",
        ["fbeta"] = "no ratios of sums",
        ["mixup_ce"] = "acts on the data",
    };

    /// <summary>A declaration of a row.</summary>
    public static Declaration Declared(string id, int classes, params double[] prior)
    {
        var head = Sigmoid.ContainsKey(id) ? "Sigmoid" : "Softmax";
        var uses = Softmax.GetValueOrDefault(id) ?? Sigmoid.GetValueOrDefault(id) ?? Undecided.GetValueOrDefault(id)
            ?? (id == "focal_detached" ? Detached : []);
        var loss = new AttributeUse("Loss", new[]
        {
            new Argument("Head", Choice: head),
            new Argument("Classes", Numbers: new double[] { classes }.ToEquatable(), Integer: classes),
            new Argument("Prior", Numbers: prior.ToEquatable()),
        }.ToEquatable());
        var declaration = Loss([.. uses.Prepend(loss)]);
        return id != "focal2_enc" ? declaration : declaration with
        {
            Parts = new[]
            {
                new PartDeclaration("Hard", new[] { Use("Part"), Ce, Focal(2) }.ToEquatable()),
                new PartDeclaration("Bonus",
                    new[] { Use("Part"), Use("EncouragingLoss", Number("LogEnd", 0.75)),
                        Use("CrossEntropy", Number("Coefficient", -1)) }.ToEquatable()),
            }.ToEquatable(),
        };
    }

    private static AttributeUse Ce => Use("CrossEntropy");

    private static AttributeUse Ldam => Use("LabelDistributionMargin", Number("Max", 0.5));

    private static AttributeUse[] Detached => [Ce, Use("Focal", Number("Gamma", 2), new Argument("Gradient", Choice: "Stop"))];

    private static AttributeUse Poly(params double[] epsilons) => Use("PolyLoss", Number("Epsilons", epsilons));

    private static AttributeUse Focal(double gamma) => Use("Focal", Number("Gamma", gamma));

    private static AttributeUse Smoothing(double alpha) => Use("LabelSmoothing", Number("Alpha", alpha));

    private static AttributeUse Gce(double q) => Use("GeneralizedCrossEntropy", Number("Q", q));

    private static AttributeUse Adjusted(double tau) => Use("LogitAdjustment", Number("Tau", tau));

    private static AttributeUse Scaled(double scale) => Use("Scale", Number("Value", scale));

    private static AttributeUse Angular(string beyond)
        => Use("AngularMargin", Number("Margin", 0.5), new Argument("Beyond", Choice: beyond));

    private static AttributeUse Hinge(string form) => Use("MulticlassHinge", new Argument("Form", Choice: form));
}
