using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Writes the mathematics of a link, and what an instance of the loss fixes of it.</summary>
internal sealed class LinkKernelEmitter(CodeWriter writer, LossLink link)
{

    private ClassSurface Surface => link.Surface;

    /// <summary>The name of the kernel.</summary>
    public string Name => "LinkOf" + Surface.Name;

    /// <summary>Writes the struct: one row in plain loops.</summary>
    public void Kernel()
    {
        var program = link.Program!;
        var constants = new ConstantsPrinter(program, Surface.Model.Parameters, writer);
        writer.Lines(link.Logarithm is not null
            ? $"/// <summary>The link of {Surface.Name}: "
                + $"{(Surface.IsElementwise ? "the logarithm of the odds" : "log P(y|x) up to what the classes share")}.</summary>"
            : $"/// <summary>The gradient of {Surface.Name}, whose null vector is P(y|x).</summary>");
        using (writer.Block($"file readonly struct {Name} : ILinkKernel"))
        {
            constants.Tables();
            constants.Prepare();
            if (link.NeedsMeanWeight)
                constants.Weight();
            new PlainPrinter(program, writer).Row();
        }
    }

    /// <summary>Writes the plan, which the first call makes.</summary>
    public void Plan()
    {
        writer.Lines($"private {CSharp.Runtime}.LinkPlan? {Surface.Names.LinkPlanField};", "");
        writer.Lines($"private {CSharp.Runtime}.LinkPlan {Surface.Names.LinkPlan} => {Surface.Names.LinkPlanField} ??= "
            + $"{Surface.Names.MakeLinkPlan}();", "");
        using (writer.Block($"private {CSharp.Runtime}.LinkPlan {Surface.Names.MakeLinkPlan}()"))
        {
            for (var i = 0; i < Surface.ClassInputs.Count; i++)
                writer.Lines($"var {Surface.ClassInputs[i].Name} = {Surface.Names.ClassInputs}[{i}];");
            foreach (var input in Surface.ClassInputs.Where(input => link.Logarithm is not null && ClassInputTable.IsWeight(input.Name)))
                writer.Lines($"{CSharp.Runtime}.LinkPlan.CheckWeights(\"{input.Argument}\", {input.Name});");
            writer.Lines($"return new {CSharp.Runtime}.LinkPlan", "{");
            using (writer.Indent())
            {
                writer.Lines($"Plan = new {CSharp.Runtime}.LossPlan", "{");
                using (writer.Indent())
                {
                    var components = link.Program!.Loss.Components.Select(component => $"\"{component.Name}\"");
                    new PlanEmitter(writer, Surface).Plan(link.Form, link.Program, Name, $"[{string.Join(", ", components)}]");
                }

                writer.Lines("},");
                if (link.Logarithm is null)
                    writer.Lines("IsNullVector = true,");
                if (link.NeedsMeanWeight)
                    writer.Lines($"Prior = {Surface.TrainingPrior},");
            }

            writer.Lines("};");
        }
    }

    /// <summary>The hyper-parameters of a call, as an argument.</summary>
    public string Parameters()
    {
        var values = Surface.Model.Properties.Select(Surface.Names.Checked).ToList();
        if (link.Program!.Loss.ReadsEpoch)
            values.Add(link.Epoch.ToString("R", CultureInfo.InvariantCulture));
        return values.Count == 0 ? "default" : $"[{string.Join(", ", values)}]";
    }
}
