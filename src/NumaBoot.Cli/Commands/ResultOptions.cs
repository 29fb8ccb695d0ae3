using System.CommandLine;

namespace NumaBoot.Cli.Commands;

/// <summary>Options for results that several commands write.</summary>
internal static class ResultOptions
{
    /// <summary>Where the result goes as JSON.</summary>
    public static Option<string?> Json() => new("--json")
    {
        Description = "write the result as JSON to this file; -: to standard output, and nothing else there",
        HelpName = "FILE|-",
    };

    /// <summary>Where the page goes.</summary>
    /// <param name="what">What kind of page it is.</param>
    public static Option<string?> Report(string what = "a page to look at") => new("--report")
    {
        Description = $"write {what}, which opens in any browser without a network; -: to standard output, and nothing else there",
        HelpName = "FILE.html|-",
    };
}
