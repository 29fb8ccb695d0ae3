using System.CommandLine;
using System.Globalization;
using NumaBoot.Reports;
using NumaBoot.Simulation;

namespace NumaBoot.Cli.Commands;

/// <summary><c>numaboot calibrate</c>: predicted against published times, with the error.</summary>
internal sealed class CalibrateCommand
{
    private readonly Option<string?> _json = ResultOptions.Json();

    private readonly Option<string?> _plot = new("--plot")
    {
        Description = "draw predicted over published times, and time over threads for each machine, as SVG",
        HelpName = "FILE|-",
    };

    private readonly Option<string?> _report = ResultOptions.Report();

    private readonly Option<bool> _fit = new("--fit")
    {
        Description = "fit the profiles to the published times once more, and print them instead",
    };

    private readonly ResultFiles _files;

    private CalibrateCommand() => _files = new ResultFiles(_json, _plot, _report);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var calibrate = new CalibrateCommand();
        var command = new ExampleCommand(
            "calibrate", "Hold predicted times of late init against published ones.", "numaboot calibrate --json - --plot calibration.svg");
        calibrate._files.AddTo(command);
        command.Options.Add(calibrate._fit);
        command.SetAction(parsed => Guard.Run(() => calibrate.Execute(parsed)));
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        using var interrupt = new Interrupt();
        _files.Check(parsed, []);
        var stop = interrupt.Defer();
        if (parsed.GetValue(_fit))
        {
            return Fit(parsed, stop);
        }

        var result = Progress.Show<CalibrationResult>(tell => Calibrator.Run(machine => tell?.Invoke(machine.Name), stop));
        var writer = new ResultWriter();
        ResultFiles.Write(parsed, _json, writer, () => CalibrationJson.Write(result));
        ResultFiles.Write(parsed, _plot, writer, () => CalibrationPlot.Write(result));
        ResultFiles.Write(parsed, _report, writer, () => CalibrateReport.Write(result, new ReportOrigin("numaboot calibrate", null, [ReportInput.Of("published measurements", Measurements.Text)])));
        if (!_files.OwnStandardOutput(parsed))
        {
            Console.Out.Write(CalibrationText.Write(result));
        }

        writer.RequireAll();
        return ExitCodes.Clean;
    }

    private int Fit(ParseResult parsed, CancellationToken stop)
    {
        if (new[] { _json, _plot, _report }.Any(option => parsed.GetValue(option) is not null))
        {
            throw new Machines.MachineInputException(_fit.Name, 0, "none of --json, --plot and --report beside it", "one of them");
        }

        var fits = Progress.Show<List<(CostModel Fitted, MeasuredMachine Machine)>>(tell =>
        [
            .. ProfileFit.Machines.Select(machine =>
            {
                tell?.Invoke(machine.Name);
                return (ProfileFit.Fit(machine, CostModel.Generic, stop), machine);
            }),
        ]);
        Console.Out.WriteLine($"{"profile",-14}{"page, ps",12}{"memory, MB/s",16}   fitted to");
        foreach (var (fitted, machine) in fits)
        {
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{machine.Profile,-14}{fitted.InitialisePagePs,12}{fitted.MemmapBytesPerUs,16}   {machine.Name}: {machine.Description}"));
        }

        return ExitCodes.Clean;
    }
}
