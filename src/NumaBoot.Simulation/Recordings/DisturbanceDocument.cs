using System.Diagnostics.CodeAnalysis;
using NumaBoot.Actors;
using NumaBoot.Machines;

namespace NumaBoot.Simulation;

/// <summary>A disturbance in a replay file; each kind has the properties that it needs and no others.</summary>
internal sealed record DisturbanceDocument
{
    /// <summary>What kind.</summary>
    public required DisturbanceKind Kind { get; init; }

    /// <summary>Interrupt: where.</summary>
    public int? Cpu { get; init; }

    /// <summary>Interrupt: log2 of the pages that it wants.</summary>
    public int? Order { get; init; }

    /// <summary>Slowed: which node.</summary>
    public int? Node { get; init; }

    /// <summary>Crashed, paused: who.</summary>
    public string? Actor { get; init; }

    /// <summary>Lost, duplicated, delayed: who sends the letter.</summary>
    public string? Sender { get; init; }

    /// <summary>Lost, duplicated, delayed: who gets it.</summary>
    public string? Receiver { get; init; }

    /// <summary>Lost, duplicated, delayed: which of their letters, counted from 1; -n for the receipt for letter n of the other.</summary>
    public long? Letter { get; init; }

    /// <summary>Interrupt, crashed, paused, slowed: from which choice on.</summary>
    public long? From { get; init; }

    /// <summary>Delayed, paused, slowed: for how many choices.</summary>
    public long? Choices { get; init; }

    /// <summary>The document of a disturbance.</summary>
    public static DisturbanceDocument Of(Disturbance disturbance) => disturbance switch
    {
        Interrupt it => new() { Kind = DisturbanceKind.Interrupt, Cpu = it.Cpu, Order = it.Order, From = it.From },
        LostLetter it => new() { Kind = DisturbanceKind.Lost, Sender = $"{it.From}", Receiver = $"{it.To}", Letter = it.Number },
        DuplicatedLetter it => new() { Kind = DisturbanceKind.Duplicated, Sender = $"{it.From}", Receiver = $"{it.To}", Letter = it.Number },
        DelayedLetter it => new() { Kind = DisturbanceKind.Delayed, Sender = $"{it.From}", Receiver = $"{it.To}", Letter = it.Number, Choices = it.Choices },
        CrashedActor it => new() { Kind = DisturbanceKind.Crashed, Actor = $"{it.Actor}", From = it.From },
        PausedActor it => new() { Kind = DisturbanceKind.Paused, Actor = $"{it.Actor}", From = it.From, Choices = it.Choices },
        SlowNode it => new() { Kind = DisturbanceKind.Slowed, Node = it.Nid, From = it.From, Choices = it.Choices },
        _ => throw new ArgumentOutOfRangeException(nameof(disturbance), disturbance, "unknown disturbance"),
    };

    /// <summary>The disturbance of a document.</summary>
    /// <param name="actors">Who there is.</param>
    /// <param name="place">Where the document stands.</param>
    /// <exception cref="MachineInputException">It has not what its kind needs, or names what the machine has not.</exception>
    public Disturbance ToDisturbance(ActorNames actors, JsonPlace place)
    {
        Disturbance disturbance = Kind switch
        {
            DisturbanceKind.Interrupt => new Interrupt(actors.RequireCpu(Cpu, place), actors.RequireOrder(Order, place), Count(From, "from", 0, place)),
            DisturbanceKind.Lost => new LostLetter(actors.Require(Sender, place), actors.Require(Receiver, place), Number(place)),
            DisturbanceKind.Duplicated => new DuplicatedLetter(actors.Require(Sender, place), actors.Require(Receiver, place), Number(place)),
            DisturbanceKind.Delayed => new DelayedLetter(actors.Require(Sender, place), actors.Require(Receiver, place), Number(place), Count(Choices, "choices", 1, place)),
            DisturbanceKind.Crashed => new CrashedActor(actors.Require(Actor, place), Count(From, "from", 0, place)),
            DisturbanceKind.Paused => new PausedActor(actors.Require(Actor, place), Count(From, "from", 0, place), Count(Choices, "choices", 1, place)),
            _ => new SlowNode(actors.RequireNode(Node, place), Count(From, "from", 0, place), Count(Choices, "choices", 1, place)),
        };
        return Of(disturbance) == this
            ? disturbance
            : throw place.Unexpected($"of a disturbance of this kind only what belongs to it, as in {JsonDocuments.Line(Of(disturbance))}", JsonDocuments.Line(this));
    }

    private long Number(JsonPlace place) =>
        Letter is { } number and not 0 ? number : throw place.Unexpected("\"letter\" of 1 or more, or of -1 or less", Letter is null ? "none" : "0");

    private static long Count([NotNull] long? count, string name, long least, JsonPlace place) =>
        count >= least ? count.Value : throw place.Unexpected($"\"{name}\" of {least} or more", count is null ? "none" : $"{count}");
}
