using PlanDecomp.Tests.Infrastructure;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>Begins with the collections that take longest, so that none is left to run alone at the end; the others are in any order.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = ["Browser", "AppHost", "Browser beside", "Faults"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection
    {
        var any = testCollections.ToArray();
        Random.Shared.Shuffle(any);
        return [.. any.OrderByDescending(collection => Longest.Contains(collection.TestCollectionDisplayName))];
    }
}
