using System.Globalization;
using System.Linq;
using LossDsl.Calibration.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Declarations.Run();
ManyClasses.Run();
// An editor's workspace takes minutes.
if (!args.Contains("--declarations"))
    await new Workspace().Run();
