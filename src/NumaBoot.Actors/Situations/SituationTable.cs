using System.Collections.Immutable;

namespace NumaBoot.Actors;

/// <summary>
/// The situations that an actor tells apart and the messages that it handles: the pairs of both that can come up in some
/// boot under some order. Each actor declares its own, beside its state.
/// </summary>
public sealed class SituationTable
{
    private readonly ImmutableArray<SituationRow>.Builder _rows = ImmutableArray.CreateBuilder<SituationRow>();

    /// <summary>A table without messages.</summary>
    /// <param name="role">Whose it is.</param>
    /// <param name="situations">The names of the situations, at most 64.</param>
    public SituationTable(ActorRole role, params ReadOnlySpan<string> situations)
    {
        Role = role;
        Situations = [.. situations];
    }

    /// <summary>Whose it is.</summary>
    public ActorRole Role { get; }

    /// <summary>The names of the situations.</summary>
    public ImmutableArray<string> Situations { get; }

    /// <summary>The messages.</summary>
    public ImmutableArray<SituationRow> Rows => _rows.ToImmutable();

    /// <summary>A message that can come in every situation.</summary>
    public SituationTable Handles<TMessage>()
        where TMessage : IBootMessage
    {
        _rows.Add(new SituationRow(typeof(TMessage), ulong.MaxValue >> (64 - Situations.Length), ""));
        return this;
    }

    /// <summary>A message that can come in some situations only.</summary>
    /// <param name="because">Why not in the others.</param>
    /// <param name="situations">Which.</param>
    public SituationTable Handles<TMessage>(string because, params ReadOnlySpan<int> situations)
        where TMessage : IBootMessage
    {
        ulong bits = 0;
        foreach (int situation in situations)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(situation, Situations.Length, nameof(situations));
            bits |= 1UL << situation;
        }

        _rows.Add(new SituationRow(typeof(TMessage), bits, because));
        return this;
    }
}
