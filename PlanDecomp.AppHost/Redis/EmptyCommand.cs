using StackExchange.Redis;

namespace PlanDecomp.AppHost.Redis;

/// <summary>"Empty": to see that nothing is lost. Only for a Redis of our own, in which nobody else has anything.</summary>
internal static class EmptyCommand
{
    public static IResourceBuilder<T> WithEmptyCommand<T>(this IResourceBuilder<T> redis)
        where T : IResourceWithConnectionString => redis.WithCommand(
        "empty",
        "Empty Redis",
        async context =>
        {
            var address = await redis.Resource.GetConnectionStringAsync(context.CancellationToken);
            try
            {
                await using var connection = await ConnectionMultiplexer.ConnectAsync(address!, options => options.AllowAdmin = true);
                await Task.WhenAll(connection.GetServers().Select(server => server.FlushAllDatabasesAsync()));
                return CommandResults.Success("Redis is empty. Jobs and streams go on from the files.");
            }
            catch (RedisException e)
            {
                return CommandResults.Failure(e);
            }
        },
        new CommandOptions
        {
            Description = "Removes everything from Redis: queue, log streams. All of it is in the files; accepted jobs run, open streams go on.",
            ConfirmationMessage = "Remove everything from Redis? Nothing is lost by it: accepted jobs run, open streams go on.",
            IconName = "Delete",
        });
}
