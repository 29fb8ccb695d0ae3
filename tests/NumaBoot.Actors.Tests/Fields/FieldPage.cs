using System.Globalization;
using System.Text;
using NumaBoot.Memory;
using NumaBoot.Reports;

namespace NumaBoot.Actors.Tests.Fields;

/// <summary>Writes docs/field-cases.md: each report, its machine, and what becomes of it under each policy.</summary>
internal static class FieldPage
{
    private const string Intro = """
        # Which machines died of it in the field?

        Reports that concern memory and how much of it is there when it is needed, each as a machine to boot. Plain order of
        time shows them: a fault here is a choice of a policy ([policies.md](policies.md)), not an order of messages. Those are in
        the [museum](museum.md).

        The tables and the outputs below are written by a test (`FieldPageTests`), which fails when they are no longer so and
        then leaves the new page in `artifacts/field-cases.md`. Another one runs every command. They are typed in the folder of
        the repository.

        Presets have a fault only where it is named in the table: `static-reserve` stands for 4.12 to 4.16, when reservations were counted,
        and the presets after it for kernels that have all mends that came since, but for their own choices.

        """;

    private const string Others = """

        ## Reports that are elsewhere, or that cannot be told here

        | report | why |
        |---|---|
        | reservations of the static reserve, looked up by page number instead of address (d135e5750205) | a mistake in units, not a choice: too much or too little was built, as `crash-kernel` and `trace-buffers` show |
        | v1 of the seed patch: sections built twice, the frontier moved back, a CPU that waits for itself | orders of messages: `v1-stale-ticket`, `v1-frontier-back` and `v1-self-wait` in the [museum](museum.md) |
        | allocations refused between the disable and the end of late init (v1, and again 5.8) | orders of messages: `v1-disable-window` and `v5.8-window` in the museum |
        | sleeping while a spinlock is held (the static key, and growth under PREEMPT_RT) | nobody sleeps here: what holds the writer is a state with a queue, and there is no preemption |
        | jiffies that stand still, "32170688 pages in 1ms" | no timer interrupt is simulated; late init has its virtual time |
        | RCU stall of 60 s, soft lockup of 23 s | no watchdogs; how long late init takes is told |
        | early reboot since fewer pages are built before `mm_init` | no code looks at a `struct page` before memblock hands over |
        | merging with a neighbour that is not built (the mend of 2023 for `freed-late`) | free areas are ranges, not `struct page`s: a merge reads no neighbour that is not free |
        | `page_ext` before late init | not simulated |
        | memblock's arrays used after they were given back | the plan of a boot keeps memblock's ranges |
        | frontier beyond the node (6.18) | `v6.18-beyond-node` in the museum |
        | pages preserved over kexec (KHO) | not simulated |

        """;

    public static string Write()
    {
        var page = new StringBuilder(Intro.ReplaceLineEndings("\n"));
        foreach (var field in FieldCases.All)
        {
            page.Append('\n');
            Write(page, field);
        }

        return page.Append(Others.ReplaceLineEndings("\n")).ToString().TrimEnd('\n') + "\n";
    }

    private static void Write(StringBuilder page, FieldCase field)
    {
        page.Append(CultureInfo.InvariantCulture, $"## {field.Name}\n\n{Wrapped(field.Report)}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"{Wrapped($"The machine is [`{field.Path}`](../{field.Path}). {field.Machine}")}\n\n");
        page.Append("| policy | what happens |\n|---|---|\n");
        foreach (var outcome in FieldBoots.All(field).Outcomes)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{outcome.Policy.Name}` | {field.Tell(outcome)} |\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"\n{Wrapped(field.Note)}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"```console\n$ {field.Command}\n{ComparisonTable.Write(FieldBoots.Compared(field))}");
        if (field == FieldCases.PageLists)
        {
            WriteLists(page, field);
        }

        page.Append("```\n");
    }

    /// <summary>How many lists there are of each batch is told by the kernel's own file.</summary>
    private static void WriteLists(StringBuilder page, FieldCase field)
    {
        foreach (var policy in new[] { FieldPolicies.ListsOnce, InitPolicies.V417 })
        {
            page.Append(CultureInfo.InvariantCulture, $"$ numaboot run {field.Path} --policy {policy.Name} --proc {policy.Name} >/dev/null\n");
            foreach (int batch in new[] { 7, 63 })
            {
                var snapshot = FieldBoots.Of(field, policy.Name).Result.Report!.Snapshots[^1];
                long lists = 256 * snapshot.Nodes.Sum(node => node.Zones.Count(zone => zone.PageList.Batch == batch));
                if (lists == 0)
                {
                    // grep calls it a failure that nothing was found.
                    continue;
                }

                page.Append(CultureInfo.InvariantCulture, $"$ grep -c 'batch: {batch}$' {policy.Name}/zoneinfo\n{lists}\n");
            }
        }
    }

    private static string Wrapped(string text)
    {
        const int Width = 120;
        var page = new StringBuilder();
        int column = 0;
        foreach (string word in text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > 0)
            {
                bool fits = column + 1 + word.Length <= Width;
                page.Append(fits ? ' ' : '\n');
                column = fits ? column + 1 : 0;
            }

            page.Append(word);
            column += word.Length;
        }

        return page.ToString();
    }
}
