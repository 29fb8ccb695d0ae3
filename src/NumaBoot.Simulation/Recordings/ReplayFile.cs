using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>Recorded schedules in our JSON (<c>numaboot/replay/1</c>). What is written reads back the same.</summary>
public static class ReplayFile
{
    private const int ChecksumBytes = 8;

    /// <summary>The text of a recording.</summary>
    /// <exception cref="ArgumentException">It is of a boot that costs other than the usual, for which the form has no place.</exception>
    public static string Write(BootRecording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        return Content(recording).Add("checksum", Checksum(recording)).ToString();
    }

    private static JsonText Content(BootRecording recording)
    {
        var request = recording.Request;
        if (request.Costs != CostModel.Generic)
        {
            throw new ArgumentException("A replay file has no place for other costs than the usual.", nameof(recording));
        }

        return new JsonText()
            .Add("schema", ReplayDocument.SchemaName)
            .Add("program", recording.Program)
            .Add("order", recording.Order)
            .Add("seed", recording.Seed)
            .Add("invariant", recording.Invariant.Name())
            .Add("detail", recording.Detail)
            .Add("at", recording.At)
            .Add("deliveries", recording.Deliveries)
            .Add("digest", string.Create(CultureInfo.InvariantCulture, $"{recording.Digest:x16}"))
            .Add("policy", request.Policy.Name)
            .AddUnless("policyChoices", PolicyDocument.Of(request.Policy), null)
            .Add("latencySeed", request.Seed)
            .AddUnless("breakFifo", recording.BreaksFifo, false)
            .AddUnless("movable", request.Movable, MovableRequest.None)
            .AddLines("disturbances", [.. request.Disturbances.Select(DisturbanceDocument.Of)])
            .AddLines("deviations", [.. recording.Deviations.Select(deviation => RecordedOrder.Format([deviation]))])
            .AddText("machine", MachineJson.Write(request.Machine with { OwnWorkload = null }))
            .AddLines("workload", ProgramDocuments.Of(request.Workload), keepEmpty: true);
    }

    // Of what the file says, not of its spaces and line ends: a file that went through an editor is still the same.
    private static string Checksum(BootRecording recording) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Content(recording).ToString()))[..ChecksumBytes]);

    /// <summary>The recording of a text.</summary>
    /// <param name="file">What messages call the text.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="MachineInputException">It is no recording, is one of another version, or contradicts itself.</exception>
    public static BootRecording Read(string file, string text)
    {
        using var reader = InputReader.Of(file, text);
        return Read(reader);
    }

    /// <summary>The recording of a file.</summary>
    /// <param name="path">The file, or <see cref="MachineReader.StandardInput"/>.</param>
    /// <exception cref="MachineInputException">It cannot be read, is no recording, is one of another version, or contradicts itself.</exception>
    public static BootRecording ReadFile(string path)
    {
        using var reader = path == MachineReader.StandardInput ? InputReader.Of("stdin", Console.OpenStandardInput()) : InputReader.Open(path);
        return Read(reader);
    }

    private static BootRecording Read(InputReader reader)
    {
        reader.MaxChars = InputLimits.MaxJsonChars;
        reader.LongLines = true;
        string text = reader.ReadToEnd();
        ReplayVersion.Require(reader.File, text);
        using var again = InputReader.Of(reader.File, text);
        var document = JsonDocuments.Read<ReplayDocument>(again, ReplayDocument.SchemaName, out var root);
        var request = Request(document, root);
        var recording = new BootRecording(request, Deviations(document, root), InvariantOf(document, root), document.Detail, document.At)
        {
            Program = document.Program,
            Order = document.Order,
            Seed = document.Seed,
            BreaksFifo = document.BreakFifo,
            Digest = Digest(document, root),
            Deliveries = document.Deliveries,
        };
        string sound = Checksum(recording);
        return document.Checksum == sound
            ? recording
            : throw root.At("checksum").Unexpected($"the checksum {sound} of what the file says", PlainText.Quoted(document.Checksum));
    }

    private static BootRequest Request(ReplayDocument document, JsonPlace root)
    {
        if (document.Machine.Schema != MachineDocument.SchemaName)
        {
            throw root.At("machine").At("schema").Unexpected($"the schema {MachineDocument.SchemaName}", PlainText.Quoted(document.Machine.Schema));
        }

        var machine = MachineOfDocument.Build(document.Machine, root.At("machine"));
        BootableCheck.Require(machine);
        var places = new JsonWorkloadPlaces(document.Workload, root.At("workload"));
        var workload = ProgramDocuments.ToWorkload(document.Workload, places.Root);
        WorkloadCheck.RequireSense(workload, places);
        WorkloadCheck.RequireMachine(workload, machine, places);
        var request = new BootRequest(machine, PolicyOf(document, root), workload, document.LatencySeed)
        {
            Movable = Movable(document.Movable, root.At("movable")),
            TakesSnapshots = false,
        };
        return document.Disturbances.IsEmpty ? request : request with { Disturbances = Disturbances(document, new ActorNames(request.Plan()), root.At("disturbances")) };
    }

    private static ImmutableArray<Actors.Disturbance> Disturbances(ReplayDocument document, ActorNames actors, JsonPlace place) =>
        [.. document.Disturbances.Select((disturbance, at) => disturbance.ToDisturbance(actors, place.At(at)))];

    private static InitPolicy PolicyOf(ReplayDocument document, JsonPlace root) =>
        document.PolicyChoices?.ToPolicy(document.Policy, root.At("policyChoices"))
            ?? InitPolicies.Find(document.Policy)
            ?? throw root.At("policy").Unexpected("a preset, or policyChoices beside it", PlainText.Quoted(document.Policy));

    private static MovableRequest Movable(MovableRequest? movable, JsonPlace place)
    {
        const long mostPages = 1L << 40;
        const int all = 100;
        var asked = movable ?? MovableRequest.None;
        return asked is { KernelcorePages: >= 0 and <= mostPages, MovablecorePages: >= 0 and <= mostPages, KernelcorePercent: >= 0 and <= all, MovablecorePercent: >= 0 and <= all }
            ? asked
            : throw place.Unexpected($"pages up to {mostPages} and percent up to {all}", JsonDocuments.Line(asked));
    }

    private static Invariant InvariantOf(ReplayDocument document, JsonPlace root) => Invariants.TryParse(document.Invariant, out var invariant)
        ? invariant
        : throw root.At("invariant").Unexpected("the name of an invariant", PlainText.Quoted(document.Invariant));

    private static ulong Digest(ReplayDocument document, JsonPlace root) =>
        document.Digest.Length == 16 && ulong.TryParse(document.Digest, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong digest)
            ? digest
            : throw root.At("digest").Unexpected("16 hexadecimal digits", PlainText.Quoted(document.Digest));

    private static ImmutableArray<Deviation> Deviations(ReplayDocument document, JsonPlace root)
    {
        var deviations = ImmutableArray.CreateBuilder<Deviation>(document.Deviations.Length);
        foreach (string text in document.Deviations)
        {
            var place = root.At("deviations").At(deviations.Count);
            long after = deviations.Count == 0 ? 0 : deviations[^1].At;
            var deviation = One(text) ?? throw place.Unexpected("a deviation such as \"7: lane/a > lane/b messages #2\"", PlainText.Quoted(text));
            deviations.Add(deviation.At > after ? deviation : throw place.Unexpected($"a choice after {after}", $"{deviation.At}"));
        }

        return deviations.MoveToImmutable();
    }

    private static Deviation? One(string text)
    {
        try
        {
            return RecordedOrder.Parse(text) is [var deviation] ? deviation : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
