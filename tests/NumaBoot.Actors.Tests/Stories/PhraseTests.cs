using System.Collections.Immutable;
using System.Reflection;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Stories;

/// <summary>Whatever is delivered can be told.</summary>
public sealed class PhraseTests
{
    /// <summary>Every message of the protocol, found by its interface so that a new one cannot be forgotten.</summary>
    public static TheoryData<string> Messages =>
        [.. typeof(IBootMessage).Assembly.GetTypes().Where(IsMessage).Select(type => type.FullName!).Order(StringComparer.Ordinal)];

    // Expect a phrase for it, as it follows on the sender's name; also where it comes in a letter.
    [Theory]
    [MemberData(nameof(Messages))]
    public void Every_message_has_its_phrase(string name)
    {
        var plan = BrokenOrders.Request("v1", "tiny2").Plan();
        var phrases = new StoryPhrases(new StoryWords(plan), new StoryBooks(plan));
        var message = (IBootMessage)Make(typeof(IBootMessage).Assembly.GetType(name, throwOnError: true)!);

        string? phrase = phrases.Of(ReceiverOf(message), message);

        Assert.False(string.IsNullOrEmpty(phrase), "has no phrase");
        Assert.Equal(phrase, phrases.Of(ReceiverOf(message), new Letter(ActorAddress.Supervisor, 1, message)));
        Assert.DoesNotContain("  ", phrase, StringComparison.Ordinal);
    }

    // Expect two messages not to be told alike, unless they are answers to "how do you stand".
    [Fact]
    public void Phrases_tell_messages_apart()
    {
        var plan = BrokenOrders.Request("v1", "tiny2").Plan();
        var phrases = new StoryPhrases(new StoryWords(plan), new StoryBooks(plan));

        var alike = typeof(IBootMessage).Assembly.GetTypes().Where(IsMessage).Select(type => (IBootMessage)Make(type))
            .GroupBy(message => (ReceiverOf(message).Role, phrases.Of(ReceiverOf(message), message)))
            .Where(group => group.Count() > 1).Select(group => group.Key.Item2).ToList();

        Assert.Equal(["tells node 1 how it stands"], alike);
    }

    private static bool IsMessage(Type type) =>
        type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IBootMessage)) && type != typeof(Letter);

    private static ActorAddress ReceiverOf(IBootMessage message) => message.GetType().DeclaringType?.Name switch
    {
        nameof(ZoneMessages) => ActorAddress.Zone(new ZoneRef(1, ZoneKind.Normal)),
        nameof(CpuMessages) => ActorAddress.Cpu(1, 1),
        nameof(CoordinatorMessages) => ActorAddress.Coordinator(WriterScope.Machine, 1),
        nameof(NodeMessages) => ActorAddress.Node(1),
        nameof(WorkerMessages) => ActorAddress.Worker(1, 0),
        _ => ActorAddress.Supervisor,
    };

    // A message as its type allows it: no pages, number 1, node 1, nothing that may be absent.
    private static object Make(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(maker => maker.GetParameters().Length).First();
        return constructor.Invoke([.. constructor.GetParameters().Select(Value)]);
    }

    private static object? Value(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return type == typeof(int) ? 1
            : type == typeof(long) ? 1L
            : type == typeof(bool) ? false
            : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? type.GetField("Empty")!.GetValue(null)
            : type.IsEnum ? Enum.GetValues(type).Cast<object>().First()
            : type == typeof(RequestId) ? new RequestId(ActorAddress.Zone(new ZoneRef(1, ZoneKind.Normal)), 1)
            : type == typeof(ZoneRef) ? new ZoneRef(1, ZoneKind.Normal)
            : type == typeof(ActorAddress) ? ActorAddress.Zone(new ZoneRef(1, ZoneKind.Normal))
            : type == typeof(IBootMessage) ? new CpuMessages.ComeUp()
            : !parameter.IsOptional && (type.IsAssignableTo(typeof(IBootMessage)) || type.IsAssignableTo(typeof(Disturbance))) ? Make(type)
            : type.IsValueType ? Activator.CreateInstance(type)
            : null;
    }
}
