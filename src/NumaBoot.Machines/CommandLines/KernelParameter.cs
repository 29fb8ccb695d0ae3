namespace NumaBoot.Machines;

/// <summary>One parameter of a kernel command line.</summary>
/// <param name="Name">Its name; the kernel takes <c>-</c> and <c>_</c> for the same, here it is always <c>_</c>.</param>
/// <param name="Value">What follows the equals sign, without quotation marks; null where there is none.</param>
public sealed record KernelParameter(string Name, string? Value)
{
    /// <summary>The parameter as it would be written.</summary>
    public override string ToString()
    {
        if (Value is null)
        {
            return Name;
        }

        return Value.Any(char.IsWhiteSpace) ? $"{Name}=\"{Value}\"" : $"{Name}={Value}";
    }
}
