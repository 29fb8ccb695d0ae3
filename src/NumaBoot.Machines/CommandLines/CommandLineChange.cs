namespace NumaBoot.Machines;

/// <summary>A command line whose effects a machine has, and the one that it shall have.</summary>
/// <param name="Before">What was applied already.</param>
/// <param name="After">What shall be.</param>
internal sealed record CommandLineChange(KernelCommandLine Before, KernelCommandLine After)
{
    /// <summary>Whether the parameters of one of these names differ, in their values or in their order.</summary>
    public bool Concerns(params string[] names) =>
        !Before.Parameters.Where(parameter => names.Contains(parameter.Name, StringComparer.Ordinal))
            .SequenceEqual(After.Parameters.Where(parameter => names.Contains(parameter.Name, StringComparer.Ordinal)));

    /// <summary>Complains where parameters change whose effect cannot be undone.</summary>
    public void RequireNew(string name, Func<KernelCommandLine, bool> isThere)
    {
        if (isThere(Before))
        {
            throw new MachineInputException(
                After.FileOf(name), 0, $"{name}= as the machine was booted with, since what it took away is not known", PlainText.Quoted(After.Last(name)));
        }
    }
}
