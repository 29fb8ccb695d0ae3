using System.Collections.Immutable;
using System.Reflection;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>Makes a value of any type that messages are made of, and all values that differ from one in a single place.</summary>
internal static class Changes
{
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>A value of a type, with something in every list and nothing left out.</summary>
    public static object Sample(Type type)
    {
        if (type == typeof(long))
        {
            return 7L;
        }

        if (type == typeof(int))
        {
            return 5;
        }

        if (type == typeof(bool))
        {
            return false;
        }

        if (type == typeof(string))
        {
            return "text";
        }

        if (type == typeof(ImmutableSortedDictionary<int, long>))
        {
            return ImmutableSortedDictionary<int, long>.Empty.Add(3, 4);
        }

        return type.IsEnum ? Enum.GetValues(type).GetValue(0)!
            : IsArray(type) ? ArrayOf(type, [Sample(Item(type))])
            : Make(type, [.. Parameters(type).Select(parameter => Sample(parameter.ParameterType))]);
    }

    /// <summary>What differs from a value in a single place, and where that is.</summary>
    public static IEnumerable<(string Where, object? Changed)> Of(object value) => value switch
    {
        long number => [("", number + 1)],
        int number => [("", number + 1)],
        bool truth => [("", !truth)],
        string text => [("", text + "s"), ("", "test")],
        Enum member => [("", Enum.GetValues(member.GetType()).Cast<object>().First(other => !other.Equals(member)))],
        ImmutableSortedDictionary<int, long> counts => [(".Value", counts.SetItem(3, 5)), (".Key", counts.Remove(3).Add(4, 4)), (".Count", counts.Add(9, 9))],
        _ => IsArray(value.GetType()) ? OfArray(value) : OfRecord(value),
    };

    private static IEnumerable<(string Where, object? Changed)> OfArray(object array)
    {
        var type = array.GetType();
        object first = ((System.Collections.IEnumerable)array).Cast<object>().First();
        yield return (".Length", ArrayOf(type, [first, first]));
        yield return (".Length", ArrayOf(type, []));
        foreach (var (where, changed) in Of(first))
        {
            yield return ("[0]" + where, ArrayOf(type, [changed!]));
        }
    }

    private static IEnumerable<(string Where, object? Changed)> OfRecord(object record)
    {
        var type = record.GetType();
        var parameters = Parameters(type);
        object?[] values = [.. parameters.Select(parameter => type.GetProperty(parameter.Name!)!.GetValue(record))];
        for (int at = 0; at < values.Length; at++)
        {
            string name = "." + parameters[at].Name;
            foreach (var (where, changed) in Of(values[at]!))
            {
                yield return (name + where, Make(type, Replace(values, at, changed)));
            }

            if (Nullability.Create(parameters[at]).WriteState == NullabilityState.Nullable)
            {
                yield return (name, Make(type, Replace(values, at, null)));
            }
        }
    }

    private static object?[] Replace(object?[] values, int at, object? with)
    {
        object?[] replaced = [.. values];
        replaced[at] = with;
        return replaced;
    }

    private static ParameterInfo[] Parameters(Type type) => Constructor(type)?.GetParameters() ?? [];

    private static object Make(Type type, object?[] values) =>
        Constructor(type) is { } constructor ? constructor.Invoke(values) : Activator.CreateInstance(type)!;

    private static ConstructorInfo? Constructor(Type type) => type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length);

    private static bool IsArray(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);

    private static Type Item(Type array) => array.GetGenericArguments()[0];

    private static object ArrayOf(Type array, object[] items) =>
        typeof(Changes).GetMethod(nameof(Typed), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(Item(array)).Invoke(null, [items])!;

    private static ImmutableArray<T> Typed<T>(object[] items) => [.. items.Cast<T>()];
}
