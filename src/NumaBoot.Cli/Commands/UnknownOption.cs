using System.CommandLine;

namespace NumaBoot.Cli.Commands;

/// <summary>
/// Words that look like options and are none. To the parser a mistyped option is as good a machine as any other word.
/// A single <c>-</c> is no option but standard input.
/// </summary>
internal static class UnknownOption
{
    private const string Words = "unrecognised option ";

    /// <summary>Makes an argument refuse words that look like options.</summary>
    public static void Refuse<T>(Argument<T> argument) => argument.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Where(token => IsOption(token.Value)))
        {
            result.AddError(Complaint(token.Value));
        }
    });

    /// <summary>What there is to say of such words, wherever they stand.</summary>
    public static IEnumerable<string> Complaints(ParseResult parsed) =>
        parsed.Errors.Select(error => error.Message).Where(message => message.StartsWith(Words, StringComparison.Ordinal))
            .Concat(parsed.UnmatchedTokens.Where(IsOption).Select(Complaint));

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-';

    private static string Complaint(string word) => Words + word.Split('=', 2)[0];
}
