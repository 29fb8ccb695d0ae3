using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.Serialization;
using Google.Protobuf.Collections;

namespace NumaBoot.Cluster;

/// <summary>
/// Numbers that are never below 0, and parts that are never missing: what breaks that is refused, on the way out and on
/// the way in.
/// </summary>
internal static class Counts
{
    internal static ulong ToProto(this long count) =>
        count >= 0 ? (ulong)count : throw new SerializationException($"expected a number of 0 or more to send, found {count}");

    internal static uint ToProto(this int count) =>
        count >= 0 ? (uint)count : throw new SerializationException($"expected a number of 0 or more to send, found {count}");

    internal static long ToDomain(this ulong count) =>
        count <= long.MaxValue ? (long)count : throw new SerializationException($"expected a number of at most {long.MaxValue}, found {count}");

    internal static int ToDomain(this uint count) =>
        count <= int.MaxValue ? (int)count : throw new SerializationException($"expected a number of at most {int.MaxValue}, found {count}");

    internal static ImmutableArray<long> ToDomain(this RepeatedField<ulong> counts)
    {
        var numbers = ImmutableArray.CreateBuilder<long>(counts.Count);
        foreach (ulong count in counts)
        {
            numbers.Add(count.ToDomain());
        }

        return numbers.MoveToImmutable();
    }

    /// <summary>
    /// A number of which the largest stands for none: a frontier where nothing is deferred, a time that never comes. It
    /// is common, and so it takes no byte.
    /// </summary>
    internal static ulong OrNoneToProto(this long number) => number == long.MaxValue ? 0 : number.ToProto() + 1;

    internal static long OrNoneToDomain(this ulong number) => number == 0 ? long.MaxValue : (number - 1).ToDomain();

    /// <summary>The part, which must be there.</summary>
    internal static T Present<T>(this T? part, [CallerArgumentExpression(nameof(part))] string name = "")
        where T : class => part ?? throw new SerializationException($"expected {name}, found none");
}
