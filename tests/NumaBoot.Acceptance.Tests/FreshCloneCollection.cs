using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary>The tests that share one fresh clone.</summary>
[CollectionDefinition(FreshClone.Collection)]
public sealed class FreshCloneCollection : ICollectionFixture<FreshClone>;
