using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// The names of the private members of a generated half. The author cannot know them, so they give way where he, or the class
/// itself, has one of them.
/// </summary>
internal sealed class PrivateNames
{
    private readonly Dictionary<string, string> names = [];

    public PrivateNames(LossModel model)
    {
        var type = model.Declaration.Type;
        var scope = new NameScope([type.PlainName, .. type.PrivateNames]);
        foreach (var name in new[]
        {
            "lossComponents", "lossPlan", "lossPlanNumbers", "lossClassInputs", "lossMatrices", "LossEvaluate",
            "lossLinkPlan", "LossLinkPlan", "LossMakeLinkPlan", "LossTensors",
        })
            names.Add(name, scope.Take(name));
        foreach (var property in model.Properties)
            names.Add(KeyOf(property), scope.Take(KeyOf(property)));
    }

    /// <summary>The names of the components.</summary>
    public string Components => names["lossComponents"];

    /// <summary>The numbers per class that the constructor was given.</summary>
    public string ClassInputs => names["lossClassInputs"];

    /// <summary>The matrices that it was given.</summary>
    public string Matrices => names["lossMatrices"];

    /// <summary>The one way into the runtime.</summary>
    public string Evaluate => names["LossEvaluate"];

    /// <summary>The field of the plan of the link.</summary>
    public string LinkPlanField => names["lossLinkPlan"];

    /// <summary>The property that makes that plan where it is not there yet.</summary>
    public string LinkPlan => names["LossLinkPlan"];

    /// <summary>The method that makes it.</summary>
    public string MakeLinkPlan => names["LossMakeLinkPlan"];

    /// <summary>The nested class of what a module knows of the loss.</summary>
    public string Tensors => names["LossTensors"];

    /// <summary>The plan of a form.</summary>
    public string Plan(LossForm form) => names[form == LossForm.Labels ? "lossPlan" : "lossPlanNumbers"];

    /// <summary>The property that reads a bound property and checks it.</summary>
    public string Checked(string property) => names[KeyOf(property)];

    private static string KeyOf(string property) => "LossChecked" + property.TrimStart('@');
}
