using System.Collections.Immutable;
using System.Text;

namespace NumaBoot.Machines;

/// <summary>
/// A kernel command line, cut into parameters as the kernel cuts it (<c>lib/cmdline.c: next_arg</c>,
/// <c>kernel/params.c: parse_args</c>): blanks divide, quotation marks protect, and <c>--</c> ends it.
/// </summary>
public sealed class KernelCommandLine
{
    private readonly KernelCommandLine? _own;

    private KernelCommandLine(string file, ImmutableArray<KernelParameter> parameters, KernelCommandLine? own = null)
    {
        File = file;
        Parameters = parameters;
        _own = own;
    }

    /// <summary>What messages call the command line, or what was added to it last.</summary>
    public string File { get; }

    /// <summary>The parameters in their order.</summary>
    public ImmutableArray<KernelParameter> Parameters { get; }

    /// <summary>The parameters of a command line.</summary>
    /// <param name="text">The command line.</param>
    /// <param name="file">What messages call it.</param>
    /// <exception cref="MachineInputException">It is longer than 16,384 characters.</exception>
    public static KernelCommandLine Parse(string text, string file = "kernel command line")
    {
        if (text.Length > InputLimits.MaxLineChars)
        {
            throw new MachineInputException(file, 0, $"at most {InputLimits.MaxLineChars} characters", $"{text.Length}");
        }

        var parameters = ImmutableArray.CreateBuilder<KernelParameter>();
        foreach (string word in Words(text))
        {
            if (word == "--")
            {
                break;
            }

            int equals = word.IndexOf('=', StringComparison.Ordinal);
            string name = (equals < 0 ? word : word[..equals]).Replace('-', '_');
            parameters.Add(new KernelParameter(name, equals < 0 ? null : word[(equals + 1)..]));
        }

        return new KernelCommandLine(file, parameters.ToImmutable());
    }

    /// <summary>What messages call the place that the parameters of a name come from.</summary>
    public string FileOf(string name) => _own?.Has(name) == true ? _own.FileOf(name) : File;

    /// <summary>Whether there is a parameter of that name.</summary>
    public bool Has(string name) => Parameters.Any(parameter => parameter.Name == name);

    /// <summary>The value of the last parameter of that name, which is the one that counts; null where there is none.</summary>
    public string? Last(string name) => Parameters.LastOrDefault(parameter => parameter.Name == name)?.Value;

    /// <summary>The values of all parameters of that name in their order.</summary>
    public IEnumerable<string> All(string name) =>
        Parameters.Where(parameter => parameter.Name == name && parameter.Value is not null).Select(parameter => parameter.Value!);

    /// <summary>The size that the last parameter of that name gives, in bytes; null where there is none.</summary>
    /// <exception cref="MachineInputException">It gives no size.</exception>
    public ulong? Size(string name) => Last(name) is { } value ? MemorySize.Parse(value, name, FileOf(name)) : null;

    /// <summary>
    /// This command line with another behind it. A parameter that the other has too is dropped from this one, since the
    /// last counts and those that add up (<c>memmap=</c>) were meant anew.
    /// </summary>
    public KernelCommandLine With(KernelCommandLine extra)
    {
        ImmutableArray<KernelParameter> kept = [.. Parameters.Where(parameter => !extra.Has(parameter.Name))];
        return new(extra.File, [.. kept, .. extra.Parameters], new KernelCommandLine(File, kept, _own));
    }

    /// <summary>Only the parameters of a name.</summary>
    internal KernelCommandLine Only(string name) => new(File, [.. Parameters.Where(parameter => parameter.Name == name)]);

    /// <summary>The command line as it would be written.</summary>
    public override string ToString() => string.Join(' ', Parameters);

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        bool quoted = false;
        foreach (char letter in text)
        {
            if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (char.IsWhiteSpace(letter) && !quoted)
            {
                if (word.Length > 0)
                {
                    yield return word.ToString();
                    word.Clear();
                }
            }
            else
            {
                word.Append(letter);
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }
}
