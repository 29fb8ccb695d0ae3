namespace NumaBoot.Machines;

/// <summary>Workloads in our JSON (<c>numaboot/workload/1</c>).</summary>
public static class WorkloadJson
{
    /// <summary>The workload of a text.</summary>
    /// <param name="file">What messages call the text.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="MachineInputException">It is no workload, or frees what was never allocated.</exception>
    public static Workload Read(string file, string text)
    {
        using var reader = InputReader.Of(file, text);
        return Read(reader);
    }

    /// <summary>The text of a workload.</summary>
    public static string Write(Workload workload) =>
        new JsonText().Add("schema", WorkloadDocument.SchemaName).AddLines("programs", ProgramDocuments.Of(workload), keepEmpty: true).ToString();

    /// <summary>The workload of an open file.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="machine">The machine that does it; null for whichever.</param>
    /// <exception cref="MachineInputException">It is no workload, makes no sense, or does not fit the machine.</exception>
    internal static Workload Read(InputReader reader, MachineSpec? machine = null)
    {
        var document = JsonDocuments.Read<WorkloadDocument>(reader, WorkloadDocument.SchemaName, out var root);
        if (document.Schema != WorkloadDocument.SchemaName)
        {
            throw root.At("schema").Unexpected($"the schema {WorkloadDocument.SchemaName}", PlainText.Quoted(document.Schema));
        }

        var places = new JsonWorkloadPlaces(document.Programs, root.At("programs"));
        var workload = ProgramDocuments.ToWorkload(document.Programs, places.Root);
        WorkloadCheck.RequireSense(workload, places);
        if (machine is not null)
        {
            WorkloadCheck.RequireMachine(workload, machine, places);
        }

        return workload;
    }
}
