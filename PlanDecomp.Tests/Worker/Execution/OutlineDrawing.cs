using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;

namespace PlanDecomp.Tests.Worker.Execution;

/// <summary>A plan in memory, drawn in lines: two blanks a level, a title, after <c>&lt;</c> what it depends on, after <c>!</c> its status.</summary>
internal sealed class OutlineDrawing
{
    private readonly Dictionary<string, long> _ids = [];

    private OutlineDrawing(string lines)
    {
        var read = lines.Split('\n').Where(line => line.Trim().Length > 0).Select(Line.Read).ToList();
        for (var i = 0; i < read.Count; i++) _ids[read[i].Title] = i + 1;
        Outline = new PlanOutline(new PlanTree(
            new Plan { PlanId = 1, Title = "P", CreatedAt = DateTimeOffset.UnixEpoch, UpdatedAt = DateTimeOffset.UnixEpoch },
            Nodes(read, 0, read.Count, level: 0, parentId: null)), 4_000);
    }

    public PlanOutline Outline { get; }

    public long this[string title] => _ids[title];

    public static OutlineDrawing Of(string lines) => new(lines);

    public IEnumerable<string> Titles(IEnumerable<long> ids) => ids.Select(id => Outline.Find(id)!.Title);

    private List<PlanTaskNode> Nodes(List<Line> lines, int from, int to, int level, long? parentId)
    {
        var nodes = new List<PlanTaskNode>();
        for (var at = from; at < to;)
        {
            var end = at + 1;
            while (end < to && lines[end].Level > level) end++;
            var (line, id) = (lines[at], at + 1L);
            nodes.Add(new PlanTaskNode(new PlanTask
            {
                TaskId = id,
                PlanId = 1,
                ParentId = parentId,
                Position = nodes.Count,
                Depth = level + 1,
                Title = line.Title,
                Status = line.Status,
                DependsOn = [.. line.DependsOn.Select(title => _ids[title])],
                CreatedAt = DateTimeOffset.UnixEpoch,
                UpdatedAt = DateTimeOffset.UnixEpoch,
            }, Nodes(lines, at + 1, end, level + 1, id)));
            at = end;
        }

        return nodes;
    }

    private sealed record Line(int Level, string Title, IReadOnlyList<string> DependsOn, PlanTaskStatus Status)
    {
        public static Line Read(string text)
        {
            var status = text.Split('!', 2);
            var parts = status[0].Split('<', 2);
            return new Line(
                (text.Length - text.TrimStart().Length) / 2,
                parts[0].Trim(),
                parts.Length > 1 ? parts[1].Split(',', StringSplitOptions.TrimEntries) : [],
                status.Length > 1 ? PlanTaskStatuses.Parse(status[1].Trim()) : PlanTaskStatus.Pending);
        }
    }
}
