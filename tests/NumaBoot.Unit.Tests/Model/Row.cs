using System.Collections.Immutable;

namespace NumaBoot.Unit.Tests.Model;

/// <summary>A list that equals another one of equal items, so that a state made of it is a value.</summary>
internal sealed class Row<T>(params ImmutableArray<T> items) : IEquatable<Row<T>>
{
    public ImmutableArray<T> Items { get; } = items;

    public T this[int at] => Items[at];

    public Row<T> With(int at, T item) => new(Items.SetItem(at, item));

    public bool Equals(Row<T>? other) => other is not null && Items.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => Equals(obj as Row<T>);

    public override int GetHashCode() => Items.Aggregate(17, HashCode.Combine);
}
