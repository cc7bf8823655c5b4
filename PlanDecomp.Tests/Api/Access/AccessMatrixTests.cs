using System.Globalization;
using System.Text;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Access;

/// <summary>Whoever asks, every operation for things that are not theirs: by rules, so that a new route is held to them by itself.</summary>
public sealed class AccessMatrixTests(AccessHouse house) : IClassFixture<AccessHouse>
{
    internal const string Canary = "canary-of-the-owner";

    /// <summary>Beginnings of routes that ask for no account, and why they need not.</summary>
    private static readonly (string Path, string Reason)[] Open =
    [
        ("/alive", "Probes have no account, and it tells of nobody."),
        ("/health", "Probes have no account, and it tells of nobody."),
        ("/openapi/", "What the routes are is no secret."),
        ("/scalar", "What the routes are is no secret."),
        ("/admin/", "The operator has a key, not an account."),
    ];

    /// <summary>Beginnings of routes that the description leaves out, which described ones they are like, and why.</summary>
    private static readonly (string Path, string Like, string Reason)[] Undescribed =
    [
        ("/plans/{plan_id}/proposals", "/plans/{plan_id}/drafts", "What drafts were called once: kept for those who call them so."),
    ];

    /// <summary>What an id may be in an address, as it is sent.</summary>
    private static readonly string[] OddIds =
    [
        "0", "-1", "99999999999999999999", "1e3", "1.0", "0x1", "%2e%2e%2f", "..%2f..%2fetc%2fpasswd", "%00", "null", "undefined", "%20", "*", "1%3B", "%EF%BC%91",
        "%ED%A0%80", "'%20OR%201=1--", new string('1', 6_000),
    ];

    [Fact]
    public async Task Anothers_things_are_answered_like_things_that_never_were_and_stay_as_they_are()
    {
        var operations = await OperationsAsync();
        var owners = (await Belongings.OfAsync(house.Owner, house.Data, Canary, count: 4)).Ids;
        var before = await ReadAllAsync(operations, owners);
        using var guest = house.App.NewClient();
        var own = (await Belongings.OfAsync(guest, house.Data, "another's", count: 2)).Ids;
        var faults = new List<string>();
        var tried = 0;
        foreach (var (who, client) in house.Strangers().Append(("another guest", guest)))
        {
            foreach (var operation in operations)
            {
                await TryAsync(who, client, operation, owners, AccessProbe.Never(owners));
                if (client != guest) continue;
                foreach (var (theirs, never) in AccessProbe.Mixed(operation, own, owners)) await TryAsync("another guest, with something own,", guest, operation, theirs, never);
            }

            if (client != guest) client.Dispose();
        }

        Assert.True(faults.Count == 0, $"{faults.Count} of {tried}:\n{string.Join('\n', faults.Take(40))}");
        Assert.Equal(before, await ReadAllAsync(operations, owners));

        // The same requests from the owner find what they name: else nothing has been tried. What reads comes first, what deletes last, what is below before what it is in;
        // a reply that is written anew takes what it lists along.
        foreach (var operation in operations.Where(one => one.Ids.Count > 0).OrderBy(one => one.Method switch { "GET" => 0, "DELETE" => 2, _ => 1 })
            .ThenBy(one => one.Path.EndsWith("/retry", StringComparison.Ordinal)).ThenByDescending(one => one.Path, StringComparer.Ordinal))
        {
            var (found, missing) = (await AccessProbe.SendAsync(house.Owner, operation, owners), await AccessProbe.SendAsync(house.Owner, operation, AccessProbe.Never(owners)));
            if (found.Likeness == missing.Likeness) faults.Add($"{operation} by the owner: {found.Status} {found.Body}");
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));

        async Task TryAsync(string who, HttpClient client, DescribedOperation operation, IReadOnlyDictionary<string, string> theirs, IReadOnlyDictionary<string, string> never)
        {
            tried++;
            var (foreign, missing) = (await AccessProbe.SendAsync(client, operation, theirs), await AccessProbe.SendAsync(client, operation, never));
            faults.AddRange(new[] { foreign, missing }.SelectMany(answer => answer.Faults()).Select(fault => $"{who} {operation}: {fault}"));
            if (AccessProbe.Kinds(operation).Count > 0 && foreign.Likeness != missing.Likeness) faults.Add($"{who} {operation} tells another's from none: {foreign.Likeness} / {missing.Likeness}");
            if (operation.Ids.Any(name => theirs[name] != own[name]) && foreign.Status != 404) faults.Add($"{who} {operation}: {foreign.Status} {foreign.Body}");
        }
    }

    [Fact]
    public async Task An_odd_id_is_an_id_of_nothing()
    {
        using var guest = house.App.NewClient();
        var own = (await Belongings.OfAsync(guest, house.Data)).Ids;
        var faults = new List<string>();
        foreach (var operation in await OperationsAsync())
        {
            foreach (var name in operation.Ids)
            {
                foreach (var odd in OddIds)
                {
                    var answer = await AccessProbe.SendAsync(guest, operation, AccessProbe.With(own, name, odd));
                    faults.AddRange(answer.Faults().Select(fault => $"{operation} with {AccessProbe.Shown(odd)} as {name}: {fault}"));
                    if (answer.Status is < 400 or >= 500) faults.Add($"{operation} with {AccessProbe.Shown(odd)} as {name}: {answer.Status} {answer.Body}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(40)));
    }

    [Fact]
    public async Task A_method_that_an_address_does_not_know_tells_nothing_of_what_is_there()
    {
        var owners = (await Belongings.OfAsync(house.Owner, house.Data, Canary)).Ids;
        using var guest = house.App.NewClient();
        var operations = await OperationsAsync();
        var faults = new List<string>();
        foreach (var path in operations.GroupBy(one => one.Path))
        {
            foreach (var method in ((string[])["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "X"]).Except(path.Select(one => one.Method)))
            {
                var operation = DescribedOperation.Of(method, path.Key);
                var (foreign, missing) = (await AccessProbe.SendAsync(guest, operation, owners), await AccessProbe.SendAsync(guest, operation, AccessProbe.Never(owners)));
                faults.AddRange(foreign.Faults().Select(fault => $"{operation}: {fault}"));
                if (foreign.Status is not (404 or 405) || foreign.Likeness != missing.Likeness) faults.Add($"{operation}: {foreign.Likeness} / {missing.Likeness}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(40)));
    }

    [Fact]
    public async Task A_token_that_is_not_good_opens_nothing_even_beside_the_owners_cookie()
    {
        var owners = (await Belongings.OfAsync(house.Owner, house.Data, Canary)).Ids;
        var operations = await OperationsAsync();
        var before = await ReadAllAsync(operations, owners);
        var faults = new List<string>();
        foreach (var (who, client) in house.Refused())
        {
            foreach (var operation in operations.Where(one => !IsOpen(one.Path)))
            {
                var answer = await AccessProbe.SendAsync(client, operation, owners);
                faults.AddRange(answer.Faults().Select(fault => $"{who} {operation}: {fault}"));
                if (answer.Status != 401) faults.Add($"{who} {operation}: {answer.Status}");
            }

            client.Dispose();
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(40)));
        Assert.Equal(before, await ReadAllAsync(operations, owners));
    }

    [Fact]
    public async Task Every_route_asks_for_an_account_and_is_described_or_stands_here_with_a_reason()
    {
        var routes = house.Routes();
        var described = (await ApiDescription.ReadAsync(house.Owner)).Operations.Select(one => (one.Method, one.Path)).ToHashSet();

        Assert.All(routes, route => Assert.True(route.IsForAccounts != IsOpen(route.Path), $"{route.Method} {route.Path} asks for {(route.IsForAccounts ? "an" : "no")} account."));
        Assert.All(routes.Where(route => route.IsForAccounts), route =>
            Assert.True(described.Contains((route.Method, route.Path)) != IsUndescribed(route.Path), $"{route.Method} {route.Path} and the description."));
        Assert.All(described, one => Assert.Contains(routes, route => (route.Method, route.Path) == one));
        Assert.All(Open.Select(line => line.Path).Concat(Undescribed.Select(line => line.Path)), path =>
            Assert.True(routes.Any(route => route.Path.StartsWith(path, StringComparison.Ordinal)), $"{path} is no route any more."));
    }

    private static bool IsOpen(string path) => Open.Any(line => path.StartsWith(line.Path, StringComparison.Ordinal));

    private static bool IsUndescribed(string path) => Undescribed.Any(line => path.StartsWith(line.Path, StringComparison.Ordinal));

    /// <summary>All of the description, and what it leaves out.</summary>
    private async Task<IReadOnlyList<DescribedOperation>> OperationsAsync()
    {
        var described = (await ApiDescription.ReadAsync(house.Owner)).Operations;
        return
        [
            .. described,
            .. from line in Undescribed
               from route in house.Routes()
               where route.Path.StartsWith(line.Path, StringComparison.Ordinal)
               select described.Single(one => one.Method == route.Method && one.Path == line.Like + route.Path[line.Path.Length..]) with { Path = route.Path },
        ];
    }

    /// <summary>All that the owner can read, and what is in the plan's file: equal text means that nothing has changed.</summary>
    private async Task<string> ReadAllAsync(IEnumerable<DescribedOperation> operations, IReadOnlyDictionary<string, string> ids)
    {
        var all = new StringBuilder(PlanDump.Of(house.Data.Files.Folder.Plan(long.Parse(ids["plan_id"], CultureInfo.InvariantCulture))));
        foreach (var operation in operations.Where(one => one.Method == "GET" && !IsOpen(one.Path)))
        {
            var answer = await AccessProbe.SendAsync(house.Owner, DescribedOperation.Of(operation.Method, operation.Path), ids);
            all.AppendLine().Append(operation).Append(": ").Append(answer.Likeness);
        }

        Assert.Contains(Canary, all.ToString(), StringComparison.Ordinal);
        return all.ToString();
    }
}
