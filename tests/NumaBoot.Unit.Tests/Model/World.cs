namespace NumaBoot.Unit.Tests.Model;

/// <summary>All there is between two steps; <c>Held</c> has a bit for each writer at work, <c>Broken</c> what has gone wrong so far.</summary>
internal sealed record World(Row<Cpu> Cpus, Row<Asker> Askers, Row<Node> Nodes, Row<string> Broken, int Held = 0, bool IsOver = false)
{
    public World With(int cpu, Cpu to) => this with { Cpus = Cpus.With(cpu, to) };

    public World With(int nid, Node to) => this with { Nodes = Nodes.With(nid, to) };

    public World With(int asker, At at, int? section = null) =>
        this with { Askers = Askers.With(asker, new Asker(at, at == At.Idle ? 0 : section ?? Askers[asker].Section)) };

    public World Break(string invariant, bool when) =>
        when && !Broken.Items.Contains(invariant, StringComparer.Ordinal) ? this with { Broken = new([.. Broken.Items.Add(invariant).Order(StringComparer.Ordinal)]) } : this;
}
