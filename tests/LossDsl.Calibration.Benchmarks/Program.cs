using System.Globalization;
using LossDsl.Calibration.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Declarations.Run();
await new Workspace().Run();
