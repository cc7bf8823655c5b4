namespace PlanDecomp.Contracts.Operations;

/// <summary>The operations on a plan's tasks, each described once in the file of its name.</summary>
public static partial class TaskOperations
{
    /// <summary>All of them, in the order of menus and of the help.</summary>
    public static IReadOnlyList<OperationDescriptor> All => Menu.Order;

    /// <summary>Under its name or one it had before; null when there is none such.</summary>
    public static OperationDescriptor? Find(string? name) => name is null ? null : Menu.ByName.GetValueOrDefault(name);

    // Of its own, because a static field of a partial class may not count on those of other files.
    private static class Menu
    {
        public static readonly IReadOnlyList<OperationDescriptor> Order =
        [
            Rebreak, Merge, Split, Rewrite, Translate, Estimate, Prioritise, RepairDependencies, Summarise, CheckQuality,
        ];

        public static readonly Dictionary<string, OperationDescriptor> ByName = Order
            .SelectMany(operation => operation.OldNames.Prepend(operation.Name), (operation, name) => (name, operation))
            .ToDictionary(named => named.name, named => named.operation);
    }
}
