namespace NumaBoot.Unit.Tests.Memory;

/// <summary>Where properties start: the same cases on every machine, every day.</summary>
internal static class Seed
{
    public const string Fixed = "(20180112,26021801)";
}
