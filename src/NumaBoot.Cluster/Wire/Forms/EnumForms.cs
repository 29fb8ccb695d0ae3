using NumaBoot.Actors;
using NumaBoot.Lanes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>The wire forms of choices: the same words, with numbers that stay when words are added or moved.</summary>
internal static class EnumForms
{
    internal static Proto.GrowthReason ToProto(this GrowthReason value) => EnumForm<GrowthReason, Proto.GrowthReason>.ToProto(value);

    internal static GrowthReason ToDomain(this Proto.GrowthReason value) => EnumForm<GrowthReason, Proto.GrowthReason>.ToDomain(value);

    internal static Proto.SpanKind ToProto(this SpanKind value) => EnumForm<SpanKind, Proto.SpanKind>.ToProto(value);

    internal static SpanKind ToDomain(this Proto.SpanKind value) => EnumForm<SpanKind, Proto.SpanKind>.ToDomain(value);

    internal static Proto.SpanFactKind ToProto(this SpanFactKind value) => EnumForm<SpanFactKind, Proto.SpanFactKind>.ToProto(value);

    internal static SpanFactKind ToDomain(this Proto.SpanFactKind value) => EnumForm<SpanFactKind, Proto.SpanFactKind>.ToDomain(value);

    internal static Proto.HistoryLine ToProto(this HistoryLine value) => EnumForm<HistoryLine, Proto.HistoryLine>.ToProto(value);

    internal static HistoryLine ToDomain(this Proto.HistoryLine value) => EnumForm<HistoryLine, Proto.HistoryLine>.ToDomain(value);

    internal static Proto.FreedBy ToProto(this FreedBy value) => EnumForm<FreedBy, Proto.FreedBy>.ToProto(value);

    internal static FreedBy ToDomain(this Proto.FreedBy value) => EnumForm<FreedBy, Proto.FreedBy>.ToDomain(value);

    internal static Proto.WaitPlace ToProto(this WaitPlace value) => EnumForm<WaitPlace, Proto.WaitPlace>.ToProto(value);

    internal static WaitPlace ToDomain(this Proto.WaitPlace value) => EnumForm<WaitPlace, Proto.WaitPlace>.ToDomain(value);

    internal static Proto.WorkPhase ToProto(this WorkPhase value) => EnumForm<WorkPhase, Proto.WorkPhase>.ToProto(value);

    internal static WorkPhase ToDomain(this Proto.WorkPhase value) => EnumForm<WorkPhase, Proto.WorkPhase>.ToDomain(value);

    internal static Proto.BootStep ToProto(this BootStep value) => EnumForm<BootStep, Proto.BootStep>.ToProto(value);

    internal static BootStep ToDomain(this Proto.BootStep value) => EnumForm<BootStep, Proto.BootStep>.ToDomain(value);

    internal static Proto.TakeMode ToProto(this TakeMode value) => EnumForm<TakeMode, Proto.TakeMode>.ToProto(value);

    internal static TakeMode ToDomain(this Proto.TakeMode value) => EnumForm<TakeMode, Proto.TakeMode>.ToDomain(value);

    internal static Proto.WatermarkCheck ToProto(this WatermarkCheck value) => EnumForm<WatermarkCheck, Proto.WatermarkCheck>.ToProto(value);

    internal static WatermarkCheck ToDomain(this Proto.WatermarkCheck value) => EnumForm<WatermarkCheck, Proto.WatermarkCheck>.ToDomain(value);

    internal static Proto.ZoneKind ToProto(this ZoneKind value) => EnumForm<ZoneKind, Proto.ZoneKind>.ToProto(value);

    internal static ZoneKind ToDomain(this Proto.ZoneKind value) => EnumForm<ZoneKind, Proto.ZoneKind>.ToDomain(value);

    internal static Proto.WorkKind ToProto(this WorkKind value) => EnumForm<WorkKind, Proto.WorkKind>.ToProto(value);

    internal static WorkKind ToDomain(this Proto.WorkKind value) => EnumForm<WorkKind, Proto.WorkKind>.ToDomain(value);

    internal static Proto.MigrateType ToProto(this MigrateType value) => EnumForm<MigrateType, Proto.MigrateType>.ToProto(value);

    internal static MigrateType ToDomain(this Proto.MigrateType value) => EnumForm<MigrateType, Proto.MigrateType>.ToDomain(value);

    internal static Proto.WorkNeed ToProto(this WorkNeed value) => EnumForm<WorkNeed, Proto.WorkNeed>.ToProto(value);

    internal static WorkNeed ToDomain(this Proto.WorkNeed value) => EnumForm<WorkNeed, Proto.WorkNeed>.ToDomain(value);

    internal static Proto.AskRule ToProto(this AskRule value) => EnumForm<AskRule, Proto.AskRule>.ToProto(value);

    internal static AskRule ToDomain(this Proto.AskRule value) => EnumForm<AskRule, Proto.AskRule>.ToDomain(value);

    internal static Proto.ClaimedRule ToProto(this ClaimedRule value) => EnumForm<ClaimedRule, Proto.ClaimedRule>.ToProto(value);

    internal static ClaimedRule ToDomain(this Proto.ClaimedRule value) => EnumForm<ClaimedRule, Proto.ClaimedRule>.ToDomain(value);

    internal static Proto.DisableMoment ToProto(this DisableMoment value) => EnumForm<DisableMoment, Proto.DisableMoment>.ToProto(value);

    internal static DisableMoment ToDomain(this Proto.DisableMoment value) => EnumForm<DisableMoment, Proto.DisableMoment>.ToDomain(value);

    internal static Proto.DisabledRule ToProto(this DisabledRule value) => EnumForm<DisabledRule, Proto.DisabledRule>.ToProto(value);

    internal static DisabledRule ToDomain(this Proto.DisabledRule value) => EnumForm<DisabledRule, Proto.DisabledRule>.ToDomain(value);

    internal static Proto.EarlyCountRule ToProto(this EarlyCountRule value) => EnumForm<EarlyCountRule, Proto.EarlyCountRule>.ToProto(value);

    internal static EarlyCountRule ToDomain(this Proto.EarlyCountRule value) => EnumForm<EarlyCountRule, Proto.EarlyCountRule>.ToDomain(value);

    internal static Proto.EarlyRule ToProto(this EarlyRule value) => EnumForm<EarlyRule, Proto.EarlyRule>.ToProto(value);

    internal static EarlyRule ToDomain(this Proto.EarlyRule value) => EnumForm<EarlyRule, Proto.EarlyRule>.ToDomain(value);

    internal static Proto.EarlyStopRule ToProto(this EarlyStopRule value) => EnumForm<EarlyStopRule, Proto.EarlyStopRule>.ToProto(value);

    internal static EarlyStopRule ToDomain(this Proto.EarlyStopRule value) => EnumForm<EarlyStopRule, Proto.EarlyStopRule>.ToDomain(value);

    internal static Proto.FreedLateRule ToProto(this FreedLateRule value) => EnumForm<FreedLateRule, Proto.FreedLateRule>.ToProto(value);

    internal static FreedLateRule ToDomain(this Proto.FreedLateRule value) => EnumForm<FreedLateRule, Proto.FreedLateRule>.ToDomain(value);

    internal static Proto.PageListRule ToProto(this PageListRule value) => EnumForm<PageListRule, Proto.PageListRule>.ToProto(value);

    internal static PageListRule ToDomain(this Proto.PageListRule value) => EnumForm<PageListRule, Proto.PageListRule>.ToDomain(value);

    internal static Proto.ExhaustedRule ToProto(this ExhaustedRule value) => EnumForm<ExhaustedRule, Proto.ExhaustedRule>.ToProto(value);

    internal static ExhaustedRule ToDomain(this Proto.ExhaustedRule value) => EnumForm<ExhaustedRule, Proto.ExhaustedRule>.ToDomain(value);

    internal static Proto.FrontierRule ToProto(this FrontierRule value) => EnumForm<FrontierRule, Proto.FrontierRule>.ToProto(value);

    internal static FrontierRule ToDomain(this Proto.FrontierRule value) => EnumForm<FrontierRule, Proto.FrontierRule>.ToDomain(value);

    internal static Proto.GrowthWalk ToProto(this GrowthWalk value) => EnumForm<GrowthWalk, Proto.GrowthWalk>.ToProto(value);

    internal static GrowthWalk ToDomain(this Proto.GrowthWalk value) => EnumForm<GrowthWalk, Proto.GrowthWalk>.ToDomain(value);

    internal static Proto.InitJobRule ToProto(this InitJobRule value) => EnumForm<InitJobRule, Proto.InitJobRule>.ToProto(value);

    internal static InitJobRule ToDomain(this Proto.InitJobRule value) => EnumForm<InitJobRule, Proto.InitJobRule>.ToDomain(value);

    internal static Proto.InterruptRule ToProto(this InterruptRule value) => EnumForm<InterruptRule, Proto.InterruptRule>.ToProto(value);

    internal static InterruptRule ToDomain(this Proto.InterruptRule value) => EnumForm<InterruptRule, Proto.InterruptRule>.ToDomain(value);

    internal static Proto.Invariant ToProto(this Invariant value) => EnumForm<Invariant, Proto.Invariant>.ToProto(value);

    internal static Invariant ToDomain(this Proto.Invariant value) => EnumForm<Invariant, Proto.Invariant>.ToDomain(value);

    internal static Proto.PartialGrowthRule ToProto(this PartialGrowthRule value) => EnumForm<PartialGrowthRule, Proto.PartialGrowthRule>.ToProto(value);

    internal static PartialGrowthRule ToDomain(this Proto.PartialGrowthRule value) => EnumForm<PartialGrowthRule, Proto.PartialGrowthRule>.ToDomain(value);

    internal static Proto.TicketRule ToProto(this TicketRule value) => EnumForm<TicketRule, Proto.TicketRule>.ToProto(value);

    internal static TicketRule ToDomain(this Proto.TicketRule value) => EnumForm<TicketRule, Proto.TicketRule>.ToDomain(value);

    internal static Proto.WorkerRule ToProto(this WorkerRule value) => EnumForm<WorkerRule, Proto.WorkerRule>.ToProto(value);

    internal static WorkerRule ToDomain(this Proto.WorkerRule value) => EnumForm<WorkerRule, Proto.WorkerRule>.ToDomain(value);

    internal static Proto.WriterScope ToProto(this WriterScope value) => EnumForm<WriterScope, Proto.WriterScope>.ToProto(value);

    internal static WriterScope ToDomain(this Proto.WriterScope value) => EnumForm<WriterScope, Proto.WriterScope>.ToDomain(value);

    internal static Proto.BootOutcome ToProto(this BootOutcome value) => EnumForm<BootOutcome, Proto.BootOutcome>.ToProto(value);

    internal static BootOutcome ToDomain(this Proto.BootOutcome value) => EnumForm<BootOutcome, Proto.BootOutcome>.ToDomain(value);

    internal static Proto.RunState ToProto(this RunState value) => EnumForm<RunState, Proto.RunState>.ToProto(value);

    internal static RunState ToDomain(this Proto.RunState value) => EnumForm<RunState, Proto.RunState>.ToDomain(value);

    internal static Proto.PageBuilder ToProto(this PageBuilder value) => EnumForm<PageBuilder, Proto.PageBuilder>.ToProto(value);

    internal static PageBuilder ToDomain(this Proto.PageBuilder value) => EnumForm<PageBuilder, Proto.PageBuilder>.ToDomain(value);

    internal static Proto.PromiseKind ToProto(this PromiseKind value) => EnumForm<PromiseKind, Proto.PromiseKind>.ToProto(value);

    internal static PromiseKind ToDomain(this Proto.PromiseKind value) => EnumForm<PromiseKind, Proto.PromiseKind>.ToDomain(value);
}
