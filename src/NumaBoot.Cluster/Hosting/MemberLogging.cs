using Akka.Hosting;
using Microsoft.Extensions.Logging;
using Level = Microsoft.Extensions.Logging.LogLevel;

namespace NumaBoot.Cluster;

/// <summary>What Akka and the host have to say, on standard error, a line each.</summary>
internal static class MemberLogging
{
    public static void AddTo(ILoggingBuilder logging, Level level) => logging.SetMinimumLevel(level)
        .AddFilter("Microsoft", level < Level.Warning ? level : Level.Warning)
        .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", Level.None)
        .AddConsole(console => console.LogToStandardErrorThreshold = Level.Trace)
        .AddSimpleConsole(console => console.SingleLine = true);

    public static void AddTo(AkkaConfigurationBuilder builder, Level level)
    {
        builder.ConfigureLoggers(loggers =>
        {
            loggers.LogLevel = OfAkka(level);
            loggers.ClearLoggers();
            loggers.AddLoggerFactory();
            if (level >= Level.Warning)
            {
                loggers.ClearLoggers();
                loggers.AddLogger<QuietLogger>();
            }
        });
    }

    private static Akka.Event.LogLevel OfAkka(Level level) => level switch
    {
        Level.Trace or Level.Debug => Akka.Event.LogLevel.DebugLevel,
        Level.Information => Akka.Event.LogLevel.InfoLevel,
        Level.Warning => Akka.Event.LogLevel.WarningLevel,
        _ => Akka.Event.LogLevel.ErrorLevel,
    };
}
