namespace NumaBoot.Actors;

/// <summary>The situations of a zone.</summary>
internal sealed partial class Zone
{
    // In pairs: while growth is on as far as the zone knows, and after.
    private const int Idle = 0;
    private const int Asking = 2;
    private const int Building = 4;
    private const int AskingForAll = 6;
    private const int Off = 1;

    private const string BeforeRequests = "comes before anybody asks for pages, or between two phases in which somebody does";
    private const string OffBetweenGrowths = "growth is turned off only between two growths";

    /// <summary>The pairs of situation and message that can come up.</summary>
    public static SituationTable SituationTable { get; } = new SituationTable(
        ActorRole.Zone,
        "idle", "idle, growth off",
        "asks to grow", "asks to grow, growth off",
        "pages are built for it", "pages are built for it, growth off",
        "asks for all that wait", "asks for all that wait, growth off")
        .Handles<ZoneMessages.FreeEarlyPages>(BeforeRequests, Idle)
        .Handles<ZoneMessages.ReleasePages>(BeforeRequests, Idle)
        .Handles<ZoneMessages.FreeLate>(
            "comes before anybody asks for pages, or once late init is over: growth is off by then", Idle, Idle + Off, Asking + Off, AskingForAll + Off)
        .Handles<ZoneMessages.SizePageList>(BeforeRequests, Idle)
        .Handles<ZoneMessages.SetMarks>(
            "watermarks are set once late init is over: growth is off by then", Idle + Off, Asking + Off, AskingForAll + Off)
        .Handles<ZoneMessages.TakePages>(
            OffBetweenGrowths, Idle, Idle + Off, Asking, Asking + Off, Building, AskingForAll, AskingForAll + Off)
        .Handles<ZoneMessages.GivePages>(
            OffBetweenGrowths, Idle, Idle + Off, Asking, Asking + Off, Building, AskingForAll, AskingForAll + Off)
        .Handles<ZoneMessages.FrontierRead>(
            "a ticket comes to a zone that asks for somebody, by a policy whose zones ask for each request", Asking, Asking + Off, Building)
        .Handles<ZoneMessages.WriterGranted>(
            "comes to a zone that asks for all; growth is turned off only between two grants", AskingForAll)
        .Handles<ZoneMessages.BuildPages>(
            "comes to a zone that asks for each, one at a time; growth is turned off only between two of them", Asking)
        .Handles<ZoneMessages.AddPages>(
            "pages that a CPU builds come with no such message, and an init job claims the rest between two growths",
            Idle, Idle + Off, Asking, Asking + Off, AskingForAll, AskingForAll + Off)
        .Handles<ZoneMessages.GrowthRun>("comes from the CPU that builds; growth is turned off only between two growths", Building)
        .Handles<ZoneMessages.GrowAnswered>(
            "answers come to who asks", Asking, Asking + Off, Building, AskingForAll, AskingForAll + Off)
        .Handles<ZoneMessages.DeferredPagesDisabled>(
            "growth is turned off between two growths; an answer may have told of it before", Idle, Idle + Off, Asking, Asking + Off, AskingForAll)
        .Handles<ZoneMessages.ReportZone>(
            OffBetweenGrowths, Idle, Idle + Off, Asking, Asking + Off, Building, AskingForAll, AskingForAll + Off);

    protected override int Situation
    {
        get
        {
            int busy = _state.AskedForAll is not null ? AskingForAll
                : _state.Building.Count > 0 ? Building
                : _state.Asking.Count > 0 ? Asking
                : Idle;
            return _state.IsGrowthDisabled ? busy + Off : busy;
        }
    }
}
