using Xunit;

namespace NumaBoot.Cluster.Tests.Members;

/// <summary>Tests with processes run one after the other: their times mean something on two cores.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MemberCollection
{
    public const string Name = "members";
}
