using Microsoft.Coyote;
using Microsoft.Coyote.Actors;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.SystematicTesting;
using NumaBoot.Actors;

namespace NumaBoot.Benchmarks.Schedules;

/// <summary>Runs a boot under Coyote's testing engine.</summary>
/// <param name="plan">What the boot starts from.</param>
internal sealed class CoyoteSearch(BootPlan plan)
{
    private HostedBoot? _boot;

    /// <summary>Whether each delivery is kept.</summary>
    public bool Traces { get; init; }

    /// <summary>Whether all threads share one core. Coyote gives each actor that has something to do a thread and lets one of them go on at a time.</summary>
    public bool IsOnOneCore { get; init; }

    /// <summary>Runs schedules of chance, each to its end.</summary>
    /// <param name="seed">The seed of the first.</param>
    /// <param name="schedules">How many.</param>
    /// <param name="ended">Hears of each.</param>
    public void Run(uint seed, long schedules, Action<HostedBoot, ScheduleEnd> ended)
    {
        using var engine = TestingEngine.Create(Settings(seed, schedules), (Action<IActorRuntime>)Begin);
        engine.SetLogger(new TextWriterLogger(TextWriter.Null, VerbosityLevel.Error));
        long runs = 0;
        byte[]? cores = null;
        engine.RegisterStartIterationCallBack(_ => cores = IsOnOneCore ? OneCore.Enter() : null);
        engine.RegisterEndIterationCallBack(_ =>
        {
            if (cores is not null)
            {
                OneCore.Leave(cores);
            }

            runs++;
            ended(_boot!, _boot!.End());
        });
        engine.Run();
        var report = engine.TestReport;
        if (runs != schedules || report.NumOfFoundBugs > 0 || report.InternalErrors.Count > 0 || report.MaxFairStepsHitInFairTests > 0)
        {
            throw new InvalidOperationException(
                $"Coyote ran {runs} of {schedules} schedules: {string.Join('\n', report.BugReports.Concat(report.InternalErrors))}");
        }
    }

    /// <summary>All that costs time and is not asked for is off.</summary>
    private static Configuration Settings(uint seed, long schedules) => Configuration.Create()
        .WithRandomStrategy()
        .WithRandomGeneratorSeed(seed)
        .WithTestingIterations((uint)schedules)
        .WithTestIterationsRunToCompletion()
        .WithTraceAnalysisEnabled(false)
        .WithLivenessTemperatureThreshold(0)
        .WithPartiallyControlledConcurrencyAllowed(false)
        .WithSystematicFuzzingFallbackEnabled(false)
        .WithPotentialDeadlocksReportedAsBugs(false)
        .WithDeadlockTimeout(60_000)
        .WithTelemetryEnabled(false);

    private void Begin(IActorRuntime runtime)
    {
        _boot = new HostedBoot(plan) { Trace = Traces ? [] : null };
        new CoyoteLane(_boot, runtime).Begin();
    }
}
