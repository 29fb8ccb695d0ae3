using System.Collections.Frozen;
using System.Collections.Immutable;

namespace NumaBoot.Cluster;

/// <summary>Every message of the protocol and how it crosses; what is not here does not.</summary>
internal static class WireForms
{
    /// <summary>The forms, one a message.</summary>
    public static ImmutableArray<WireForm> All { get; } =
    [
        WireForm.Of<ConductorMessages.SubmitRun, Proto.SubmitRun>("submit", Proto.SubmitRun.Parser, it => it.ToProto(), it => it.ToDomain()),
        WireForm.Of<ConductorMessages.AskRun, Proto.AskRun>("ask", Proto.AskRun.Parser, it => it.ToProto(), it => it.ToDomain()),
        WireForm.Of<ConductorMessages.CancelRun, Proto.CancelRun>("cancel", Proto.CancelRun.Parser, it => it.ToProto(), it => it.ToDomain()),

        WireForm.Of<ClientMessages.RunStatus, Proto.RunStatus>("status", Proto.RunStatus.Parser, it => it.ToProto(), it => it.ToDomain()),
        WireForm.Of<ClientMessages.RunEnded, Proto.RunEnded>("ended", Proto.RunEnded.Parser, it => it.ToProto(), it => it.ToDomain()),
        WireForm.Of<ClientMessages.RunRefused, Proto.RunRefused>("refused", Proto.RunRefused.Parser, it => it.ToProto(), it => it.ToDomain()),
        WireForm.Of<ClientMessages.RunUnknown, Proto.RunUnknown>("unknown", Proto.RunUnknown.Parser, it => it.ToProto(), it => it.ToDomain()),

        WireForm.Of<MemberMessages.TakeBlock, Proto.TakeBlock>("take", Proto.TakeBlock.Parser, it => it.ToProto(), it => it.ToDomain()),
        WireForm.Of<MemberMessages.RunWindow, Proto.RunWindow>("run", Proto.RunWindow.Parser, it => it.ToProto(), it => it.ToDomain()),
        WireForm.Of<MemberMessages.EndBlock, Proto.EndBlock>("end", Proto.EndBlock.Parser, it => it.ToProto(), it => it.ToDomain()),
        WireForm.Of<MemberMessages.RunWhole, Proto.RunWhole>("run-whole", Proto.RunWhole.Parser, it => it.ToProto(), it => it.ToDomain()),
        WireForm.Of<MemberMessages.DropRun, Proto.DropRun>("drop", Proto.DropRun.Parser, it => it.ToProto(), it => it.ToDomain()),
        WireForm.Of<MemberMessages.KeepRun, Proto.KeepRun>("keep", Proto.KeepRun.Parser, it => it.ToProto(), it => it.ToDomain()),
        WireForm.Of<MemberMessages.AskStanding, Proto.AskStanding>("ask-standing", Proto.AskStanding.Parser, it => it.ToProto(), it => it.ToDomain()),
        WireForm.Of<MemberMessages.AskRecords, Proto.AskRecords>("ask-records", Proto.AskRecords.Parser, it => it.ToProto(), it => it.ToDomain()),

        WireForm.Of<RunMessages.WindowDone, Proto.WindowDone>("done", Proto.WindowDone.Parser, it => it.ToProto(), it => it.ToDomain()),
        WireForm.Of<RunMessages.BlockEnded, Proto.BlockEnded>("block-ended", Proto.BlockEnded.Parser, it => it.ToProto(), it => it.ToDomain()),
        WireForm.Of<RunMessages.WholeEnded, Proto.WholeEnded>("whole-ended", Proto.WholeEnded.Parser, it => it.ToProto(), it => it.ToDomain()),
        WireForm.Of<RunMessages.BlockFailed, Proto.BlockFailed>("block-failed", Proto.BlockFailed.Parser, it => it.ToProto(), it => it.ToDomain()),
        WireForm.Of<RunMessages.Standing, Proto.Standing>("standing", Proto.Standing.Parser, it => it.ToProto(), it => it.ToDomain()),
        WireForm.Of<RunMessages.HearsAnother, Proto.HearsAnother>("hears-another", Proto.HearsAnother.Parser, it => it.ToProto(), it => it.ToDomain()),
        WireForm.Of<RunMessages.Records, Proto.Records>("records", Proto.Records.Parser, it => it.ToProto(), it => it.ToDomain()),
        WireForm.Of<RunMessages.NotMine, Proto.NotMine>("not-mine", Proto.NotMine.Parser, it => it.ToProto(), it => it.ToDomain()),
    ];

    /// <summary>The forms by the message's type.</summary>
    public static FrozenDictionary<Type, WireForm> ByType { get; } = All.ToFrozenDictionary(form => form.Type);

    /// <summary>The forms by what they are called on the wire.</summary>
    public static FrozenDictionary<string, WireForm> ByManifest { get; } = All.ToFrozenDictionary(form => form.Manifest, StringComparer.Ordinal);
}
