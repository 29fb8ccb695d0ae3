using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>
/// Tells a broken order: runs it again and says, delivery by delivery, which actor knew what, and what it did.
/// </summary>
public sealed class StoryTeller
{
    // Longer stories are told from here back only.
    private const long MostDeliveries = 100_000;

    private readonly BootRequest _request;
    private readonly ImmutableArray<Deviation> _deviations;
    private readonly bool _breaksFifo;
    private readonly bool _tellsAll;
    private readonly bool _drawsScenes;

    private StoryTeller(BootRequest request, ImmutableArray<Deviation> deviations, bool breaksFifo, bool tellsAll, bool drawsScenes)
    {
        _tellsAll = tellsAll;
        _drawsScenes = drawsScenes;
        _request = request;
        _deviations = deviations;
        _breaksFifo = breaksFifo;
    }

    /// <summary>The story of a broken order, from the first delivery that is not where plain order of time has it to the one that broke it.</summary>
    /// <param name="request">The boot, with its disturbances.</param>
    /// <param name="deviations">The order, as it was recorded.</param>
    /// <param name="invariant">What broke, by the name that a report prints.</param>
    /// <param name="head">What the first line says besides.</param>
    /// <param name="breaksFifo">Whether even two messages of one sender to one receiver could change places.</param>
    /// <param name="tellsAll">Whether it begins with the first delivery of the boot.</param>
    /// <param name="drawsScenes">Whether it can be stepped through: what each of its last deliveries changed.</param>
    /// <exception cref="ArgumentException">The order does not break that invariant.</exception>
    /// <exception cref="ReplayDivergedException">The order is not one of this boot.</exception>
    public static Story Tell(
        BootRequest request, ImmutableArray<Deviation> deviations, string invariant, StoryHead head, bool breaksFifo = false,
        bool tellsAll = false, bool drawsScenes = false)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(head);
        return new StoryTeller(request, deviations, breaksFifo, tellsAll, drawsScenes).Tell(invariant, head);
    }

    private Story Tell(string invariant, StoryHead head)
    {
        var (violation, result) = Find(invariant);
        var plan = _request.Plan();
        var frames = Looked(violation, result);
        var homes = Homes(plan, frames);
        var words = new StoryWords(plan, homes.Count == 1 ? homes[0] : null);
        long leaves = _deviations.IsEmpty ? 1 : _deviations[0].At;
        long first = _tellsAll ? 1 : Math.Max(leaves, violation.Delivery - MostDeliveries);
        var maps = ImmutableArray<StoryMap>.Empty;
        string? ending = null;
        ImmutableArray<RequestId> open = [];
        var scenes = _drawsScenes
            ? new SceneRecorder(words, homes, frames, Math.Max(first, violation.Delivery - StoryScenes.Most + 1))
            : null;
        var recorder = new StoryRecorder(plan, words, homes, first, violation.Delivery, recorder =>
        {
            var drawer = new StoryMaps(words, recorder.Books);
            maps = [.. homes.Select(nid => drawer.Of(nid, frames))];
            if (!Broke(recorder, violation))
            {
                ending = new StoryEnding(words).Of(recorder, violation);
                open = [.. recorder.Books.Open];
            }
            else if (result.WasCutOff && violation.Invariant == Invariant.BootCompletes)
            {
                ending = StoryEnding.CutOff(result.Deliveries);
            }
        }, _breaksFifo, scenes);
        using var subject = new BootSubject(_request, _breaksFifo, [recorder], recorder.Watch);
        subject.Run(new ReplayChooser(_deviations));
        var lines = Lines(recorder, words, violation, homes, open);
        return new Story(
            violation.Invariant.Name(),
            new StoryHeadline(words).Of(violation, recorder.Moments[^1]),
            _request.Policy.Name,
            _request.Machine.Name,
            head,
            _deviations.IsEmpty ? 0 : violation.Delivery - leaves + 1,
            _tellsAll ? "" : BeforeOf(recorder, lines),
            lines,
            ending,
            maps)
        {
            Frames = violation.Frames,
            Scenes = scenes?.Scenes(lines.Length),
            Names = words.Of,
        };
    }

    private (Violation Violation, BootResult Result) Find(string invariant)
    {
        using var subject = new BootSubject(_request, _breaksFifo);
        subject.Run(new ReplayChooser(_deviations));
        var violation = subject.Last!.Violations.FirstOrDefault(violation => violation.Invariant.Name() == invariant)
            ?? throw new ArgumentException($"the recorded order does not break {invariant}", nameof(invariant));
        return (violation, subject.Last);
    }

    /// <summary>The pages to look at: those that broke the invariant; or where it is only that something does not add up, the first that broke another.</summary>
    private static PfnRange Looked(Violation violation, BootResult result) =>
        !violation.Frames.IsEmpty || violation.Invariant != Invariant.PagesConserved ? violation.Frames : result.Violations
            .Where(other => other.Invariant is Invariant.PageInitialisedOnce or Invariant.PageFreedOnce or Invariant.OneOwner && !other.Frames.IsEmpty)
            .OrderBy(other => other.Delivery).Select(other => other.Frames).FirstOrDefault();

    private static bool Broke(StoryRecorder recorder, Violation violation) =>
        recorder.Broken.Any(broken => broken.Invariant == violation.Invariant);

    // A story about no page in particular is about all nodes, as long as a person can look at them.
    private static List<int> Homes(BootPlan plan, PfnRange frames)
    {
        const int MostNodes = 2;
        var withZones = plan.Nodes.Where(node => node.LastZone is not null).ToList();
        var holding = withZones.Where(node => node.Zones.Any(zone => zone.Layout.Span.Overlaps(frames))).ToList();
        return [.. (holding.Count > 0 ? holding : withZones).Take(MostNodes).Select(node => node.Nid)];
    }

    private ImmutableArray<StoryLine> Lines(
        StoryRecorder recorder, StoryWords words, Violation violation, List<int> homes, ImmutableArray<RequestId> open)
    {
        var concerns = StoryRelevance.Of(recorder.Moments, violation.Frames, homes, open, violation.Invariant);

        // Plain order of time has no first delivery that is out of place: then the story begins where it begins to matter.
        int skipped = _deviations.IsEmpty && !_tellsAll ? Math.Max(0, Array.IndexOf(concerns, value: true)) : 0;
        bool broke = Broke(recorder, violation);
        long before = _tellsAll ? 0 : _deviations.IsEmpty ? recorder.Moments[skipped].Delivery - 1 : _deviations[0].At - 1;
        return
        [
            .. recorder.Moments.Skip(skipped).Select((moment, at) => new StoryLine(
                moment.Delivery - before,
                moment.Delivery,
                moment.From,
                moment.From is { } from ? words.Of(from) : "the world",
                moment.To,
                words.Of(moment.To),
                moment.What,
                moment.Then,
                [.. moment.Frames],
                concerns[skipped + at],
                broke && moment.Delivery == violation.Delivery)),
        ];
    }

    private static string BeforeOf(StoryRecorder recorder, ImmutableArray<StoryLine> lines)
    {
        var first = lines.FirstOrDefault(line => line.Concerns);
        return recorder.Moments.FirstOrDefault(moment => moment.Delivery == first?.Delivery)?.Before ?? "";
    }
}
