namespace NumaBoot.Ordering;

/// <summary>A message in a few words that are the same in every run: the name of its type and, where it is short, what it says of itself.</summary>
internal static class MessageText
{
    private const int Longest = 60;
    private const string ActorBegins = "[akka";
    private const string TimerSpace = "Akka.Actor.Scheduler";
    private const string TimerBegins = "TimerMsg(key=";
    private const string TimerGoesOn = ", generation=";

    /// <summary>The words.</summary>
    public static string Of(object message)
    {
        var type = message.GetType();
        string? said = Said(message);
        if (type.Namespace == TimerSpace && KeyOf(said) is { } key)
        {
            return $"timer \"{key}\"";
        }

        string name = NameOf(type);
        return said is null || said.Length == 0 || said.Length > Longest || said.Contains('\n') || said == type.ToString() ? name
            : message is not string && said.StartsWith($"{name.Split('<')[0]} {{", StringComparison.Ordinal) ? said
            : $"{name} {said}";
    }

    // A reference to an actor says its number besides, which Akka draws anew in each run.
    private static string? Said(object message)
    {
        try
        {
            return message.ToString() is { } said ? WithoutNumbers(said) : null;
        }
        catch (Exception)
        {
            // It is somebody else's, and no part of what failed.
            return null;
        }
    }

    private static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.Name;

    // Akka wraps what an actor's timer tells; the actor knows it by its key.
    private static string? KeyOf(string? said)
    {
        int end = said?.IndexOf(TimerGoesOn, StringComparison.Ordinal) ?? -1;
        return end >= TimerBegins.Length && said!.StartsWith(TimerBegins, StringComparison.Ordinal) ? said[TimerBegins.Length..end] : null;
    }

    /// <summary>Takes the number out of each <c>[akka://system/user/name#number]</c>.</summary>
    private static string WithoutNumbers(string said)
    {
        for (int at = said.IndexOf(ActorBegins, StringComparison.Ordinal); at >= 0; at = said.IndexOf(ActorBegins, at + 1, StringComparison.Ordinal))
        {
            int end = said.IndexOf(']', at);
            int number = end < 0 ? -1 : said.IndexOf('#', at, end - at);
            if (number >= 0)
            {
                said = said.Remove(number, end - number);
            }
        }

        return said;
    }
}
