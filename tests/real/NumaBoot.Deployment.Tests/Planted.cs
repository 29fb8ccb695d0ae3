namespace NumaBoot.Deployment.Tests;

/// <summary>Faults that tests put into YAML that is right.</summary>
internal static class Planted
{
    /// <summary>The YAML with the first occurrence of a text replaced; the text must be there.</summary>
    public static string In(string yaml, string right, string wrong)
    {
        int at = yaml.IndexOf(right, StringComparison.Ordinal);
        return at >= 0
            ? string.Concat(yaml.AsSpan(0, at), wrong, yaml.AsSpan(at + right.Length))
            : throw new InvalidOperationException($"nothing to replace: the manifest does not hold: {right}");
    }
}
