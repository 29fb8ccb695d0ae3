using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using NumaBoot.Actors;
using NumaBoot.Lanes;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster.Tests.Wire;

/// <summary>Fills any record with values that a boot could have, as a seed throws them together: no field is left out.</summary>
internal sealed class AnyInstance(int seed)
{
    private const int MaxDepth = 4;

    // Frontiers, which may be none, and times that may never come.
    private static readonly string[] Reaches =
        ["Frontier", "Ticket", "FirstDeferredPfn", "Before", "After", "HorizonNs", "ReachedNs", "ReachedByAllNs"];

    private readonly Random _random = new(seed);
    private int _depth;

    /// <summary>Every kind of message between actors.</summary>
    public static ImmutableArray<Type> MessageTypes { get; } =
        [.. typeof(IBootMessage).Assembly.GetTypes().Where(type => typeof(IBootMessage).IsAssignableFrom(type) && type is { IsInterface: false, IsAbstract: false })];

    /// <summary>Every kind of entry that one lane writes in the ledger of another.</summary>
    public static ImmutableArray<Type> EntryTypes { get; } =
        [.. typeof(ILedgerEntry).Assembly.GetTypes().Where(type => typeof(ILedgerEntry).IsAssignableFrom(type) && !type.IsInterface)];

    /// <summary>Every message of the protocol.</summary>
    public static ImmutableArray<Type> ProtocolTypes { get; } =
        [.. typeof(IWireMessage).Assembly.GetTypes().Where(type => typeof(IWireMessage).IsAssignableFrom(type) && !type.IsInterface)];

    public object Of(Type type) => Named(type, "");

    private object Named(Type type, string name)
    {
        if (type == typeof(int))
        {
            return name is "Nid" or "Lane" or "Nids" or "ForNids" or "Cpu" or "GrowthCpu" or "OnlyCpu" or "Who" ? _random.Next(-1, 1 << 18) : (int)Number(31);
        }

        if (type == typeof(long))
        {
            // A time of this world, in ticks.
            if (name is "StartTicks" or "EndTicks")
            {
                return Number(60);
            }

            return Reaches.Contains(name) && _random.Next(3) == 0 ? long.MaxValue : Number(62);
        }

        return type switch
        {
            _ when type == typeof(double) => _random.NextDouble(),
            _ when type == typeof(bool) => _random.Next(2) == 0,
            _ when type == typeof(ulong) => (ulong)_random.NextInt64(long.MinValue, long.MaxValue),
            _ when type == typeof(string) => new string([.. Enumerable.Range(0, _random.Next(6)).Select(_ => (char)_random.Next('!', '\u0250'))]),
            // The roots of traces are never recorded.
            _ when type == typeof(SpanKind) => (SpanKind)_random.Next((int)SpanKind.Phase, (int)SpanKind.Build + 1),
            _ when type.IsEnum => Enum.GetValues(type).GetValue(_random.Next(Enum.GetValues(type).Length))!,
            _ when type == typeof(ActorAddress) => new ActorAddress((ActorRole)_random.Next(6), _random.Next(-1, 1 << 16), _random.Next(1 << 18)),
            _ when type == typeof(ZoneRef) => new ZoneRef(_random.Next(1 << 16), (ZoneKind)_random.Next(ZoneKinds.Count)),
            _ when type == typeof(PfnRange) => PfnRange.Of(Number(40), Number(40)),
            _ when type == typeof(HistorySettings) => new HistorySettings(_random.Next(HistorySettings.PointsAtLeast, HistorySettings.PointsAtMost + 1)),
            _ when type == typeof(FreedFrames) => (FreedFrames)Record(type) with { Frames = PfnRange.Of(Number(40), Number(40) + 1) },
            _ when type == typeof(NodeLine) => AnyLine(),
            _ when type == typeof(IBootMessage) => AnyMessage(),
            _ when type == typeof(BootRequest) => Boots.Request("tiny2", _random.Next(2) == 0 ? "v1" : "v1-stale-ticket", Number(40) - 500),
            _ when type == typeof(CrossMessage) => _random.Next(3) == 0 ? Note((ILedgerEntry)Of(EntryTypes[_random.Next(EntryTypes.Length)])) : Cross(AnyMessage()),
            _ when type == typeof(Promise) => new Promise(_random.Next(3) == 0 ? long.MaxValue : Number(62), (PromiseKind)Of(typeof(PromiseKind))),
            _ when type == typeof(HorizonCounts) => new HorizonCounts([.. Enum.GetValues<PromiseKind>().Select(_ => _random.Next(3) == 0 ? 0 : Number(40))]),
            _ when type == typeof(ImmutableSortedDictionary<int, long>) => Sorted(0, _ => 9L),
            _ when type == typeof(ImmutableSortedDictionary<int, ulong>) => Sorted(ActorAddress.Machine, _ => (ulong)Of(typeof(ulong))),
            _ when Nullable.GetUnderlyingType(type) is { } inner => Named(inner, name),
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) => Array(type.GenericTypeArguments[0], name),
            _ => Record(type),
        };
    }

    public CrossMessage Cross(IBootMessage message)
    {
        long sentNs = Number(50);
        object? carried = _random.Next(2) == 0 ? null : Of(typeof(TraceContext));
        return new CrossMessage(sentNs + Number(20), Key(), Number(40), sentNs, Key(), message, carried);
    }

    public CrossMessage Note(ILedgerEntry entry) =>
        new(CrossMessage.Note, Key(), Number(40), Number(50), _random.Next(3) == 0 ? CrossMessage.Everybody : Key(), entry);

    private ImmutableSortedDictionary<int, T> Sorted<T>(int first, Func<int, T> value) =>
        Enumerable.Range(0, _random.Next(5)).Select(_ => _random.Next(first, 8)).Distinct().ToImmutableSortedDictionary(key => key, value);

    private long Key() => ((long)_random.Next(1 << 13) << 32) | ((long)_random.Next(6) << 24) | (uint)_random.Next(1 << 18);

    // A letter in a letter in a letter is enough.
    private IBootMessage AnyMessage()
    {
        var types = _depth > MaxDepth ? [typeof(SendAgain)] : MessageTypes;
        return (IBootMessage)Of(types[_random.Next(types.Length)]);
    }

    // Points come by their time, and each has what it ended with between its lowest and its highest.
    private NodeLine AnyLine()
    {
        var points = new List<HistoryPoint>();
        long step = Number(20);
        for (int left = _random.Next(4); left > 0; left--)
        {
            long last = Number(40);
            points.Add(new HistoryPoint(step, last - Number(20), last + Number(20), last));
            step += Number(20) + 1;
        }

        return new NodeLine((int)Named(typeof(int), "Nid"), (HistoryLine)Of(typeof(HistoryLine)), 1L << _random.Next(63), [.. points]);
    }

    private long Number(int bits) => _random.NextInt64(1L << _random.Next(1, bits + 1));

    private object Array(Type element, string name)
    {
        var items = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        for (int left = _random.Next(4); left > 0; left--)
        {
            items.Add(Named(element, name));
        }

        return typeof(ImmutableArray).GetMethods().Single(method => method is { Name: nameof(ImmutableArray.CreateRange), IsGenericMethod: true } && method.GetParameters().Length == 1)
            .MakeGenericMethod(element).Invoke(null, [items])!;
    }

    private object Record(Type type)
    {
        if (type.IsAbstract)
        {
            var kinds = type.Assembly.GetTypes().Where(kind => kind.BaseType == type).ToList();
            return Of(kinds[_random.Next(kinds.Count)]);
        }

        _depth++;
        var constructor = type.GetConstructors().OrderByDescending(candidate => candidate.GetParameters().Length).First();
        object made = constructor.Invoke([.. constructor.GetParameters().Select(Argument)]);
        foreach (var property in type.GetProperties().Where(property => property.CanWrite && constructor.GetParameters().All(parameter => parameter.Name != property.Name)))
        {
            property.SetValue(made, Named(property.PropertyType, property.Name));
        }

        _depth--;
        return made;
    }

    // What may be missing is there half of the time.
    private object? Argument(ParameterInfo parameter)
    {
        bool mayMiss = new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable;
        return mayMiss && _random.Next(2) == 0 ? null : Named(parameter.ParameterType, parameter.Name!);
    }
}
