using NumaBoot.Actors;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>Whose work a span is.</summary>
/// <param name="scope">How many writers a machine has: growths are theirs.</param>
internal sealed class TimelineActors(WriterScope scope)
{
    /// <summary>Whose work a span is.</summary>
    public ActorAddress Of(TracedSpan span) => span.Key.Kind switch
    {
        SpanKind.NodeInit => ActorAddress.Node(span.Key.Request.From.Nid),
        SpanKind.Allocation => span.Key.Request.From,
        SpanKind.Take => ZoneOf(span) ?? ActorAddress.Node(span.Lane),
        SpanKind.Growth or SpanKind.Build => ActorAddress.Coordinator(scope, span.Key.Request.From.Nid),
        _ => ActorAddress.Supervisor,
    };

    private static ActorAddress? ZoneOf(TracedSpan span)
    {
        foreach (var fact in span.Facts.Where(fact => fact.Kind == SpanFactKind.Zone))
        {
            // As a zone is printed: its node, and its name.
            string[] words = (fact.Text ?? "").Split(':');
            if (words.Length == 2 && ZoneKinds.TryParse(words[1], out var kind))
            {
                return ActorAddress.Zone(new ZoneRef(span.Lane, kind));
            }
        }

        return null;
    }
}
