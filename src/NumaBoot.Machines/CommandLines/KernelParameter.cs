namespace NumaBoot.Machines;

/// <summary>One parameter of a kernel command line.</summary>
/// <param name="Name">Its name; the kernel takes <c>-</c> and <c>_</c> for the same, here it is always <c>_</c>.</param>
/// <param name="Value">What follows the equals sign, without quotation marks; null where there is none.</param>
public sealed record KernelParameter(string Name, string? Value)
{
    /// <summary>The parameter as it would be written.</summary>
    public override string ToString()
    {
        if (Name.Any(char.IsWhiteSpace))
        {
            // A blank in a name is protected only where the quotation marks stand around the whole.
            return Value is null ? $"\"{Name}\"" : $"\"{Name}={Value}\"";
        }

        return Value switch
        {
            null => Name,
            _ when Value.Any(char.IsWhiteSpace) => $"{Name}=\"{Value}\"",
            _ => $"{Name}={Value}",
        };
    }
}
