using Microsoft.Extensions.AI;
using PlanDecomp.Llm;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Llm;

/// <summary>Streamed answers over real HTTP: what is tried again, and that nothing said is ever taken back.</summary>
public sealed class LlmStreamTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_comes_in_its_pieces()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => new LlmReply { Pieces = ["a", "b", "c"] };
        using var house = new LlmHouse(server);

        Assert.Equal(["a", "b", "c"], await PiecesAsync(house));
    }

    [Fact]
    public async Task What_breaks_before_the_first_piece_is_tried_again()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = request => new LlmReply { Pieces = ["a", "b"], CutAfter = request.Number <= 2 ? 0 : null };
        using var house = new LlmHouse(server);
        Assert.Equal(["a", "b"], await PiecesAsync(house));

        server.Script = _ => new LlmReply { Pieces = ["a", "b"], CutAfter = 0 };
        var error = await Assert.ThrowsAsync<LlmCallException>(() => PiecesAsync(house));

        Assert.StartsWith("The language model gave no answer in 3 tries", error.Message, StringComparison.Ordinal);
        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public async Task What_breaks_after_the_first_piece_is_not_said_again()
    {
        await using var server = await LlmServer.StartAsync();
        var hold = new TaskCompletionSource();
        server.Script = _ => new LlmReply { Pieces = ["a", "b"], Hold = hold.Task, HoldAfter = 1, CutAfter = 1 };
        using var house = new LlmHouse(server);
        await using var answer = house.Stream.GetStreamingResponseAsync("hi", cancellationToken: Ct).GetAsyncEnumerator(Ct);
        while (await answer.MoveNextAsync() && answer.Current.Text != "a")
        {
        }

        hold.SetResult();
        var error = await Assert.ThrowsAsync<LlmCallException>(async () => await answer.MoveNextAsync());

        Assert.StartsWith("The language model's answer broke off", error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_endpoint_that_asks_for_a_long_pause_is_not_waited_for()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Error(429, "slow down", "60");
        using var house = new LlmHouse(server);

        var error = await Assert.ThrowsAsync<LlmCallException>(() => PiecesAsync(house));

        Assert.Contains("it asks to wait 60 s", error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_place_is_held_while_an_answer_streams_and_given_back_when_it_is_left()
    {
        await using var server = await LlmServer.StartAsync();
        var hold = new TaskCompletionSource();
        server.Script = _ => new LlmReply { Pieces = ["a", "b"], Hold = hold.Task, HoldAfter = 1 };
        using var house = new LlmHouse(server, options => options.MaxConcurrentCalls = 1);
        await using (var first = house.Stream.GetStreamingResponseAsync("hi", cancellationToken: Ct).GetAsyncEnumerator(Ct))
        {
            Assert.True(await first.MoveNextAsync());
            using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            impatient.CancelAfter(TimeSpan.FromMilliseconds(300));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PiecesAsync(house, impatient.Token));
            Assert.Single(server.Requests);
        }

        hold.SetResult();
        Assert.Equal(["a", "b"], await PiecesAsync(house));
    }

    [Fact]
    public async Task A_silence_in_mid_answer_ends_it()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => new LlmReply { Pieces = ["a", "b"], Hold = new TaskCompletionSource().Task, HoldAfter = 1 };
        using var house = new LlmHouse(server, options => options.CallTimeout = TimeSpan.FromMilliseconds(300));

        var error = await Assert.ThrowsAsync<LlmCallException>(() => PiecesAsync(house));

        Assert.Contains("no answer within 0.3 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_answer_is_no_failure()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => new LlmReply { Hold = new TaskCompletionSource().Task };
        using var house = new LlmHouse(server);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var asked = PiecesAsync(house, cancel.Token);
        await Eventually.TrueAsync(() => server.Requests.Count == 1, "the request is sent");

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_streamed_answer_of_any_size_costs_no_more_than_is_allowed_and_is_asked_for_once(bool inOnePiece)
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => new LlmReply { Pieces = inOnePiece ? [new string('x', 10 << 20)] : [.. Enumerable.Repeat(new string('x', 60_000), 400)] };
        using var house = new LlmHouse(server, options => options.MaxAnswerBytes = 1 << 20);

        var error = await Assert.ThrowsAsync<LlmCallException>(() => PiecesAsync(house));

        Assert.Equal(LlmFault.TooLarge, error.Failure.Fault);
        Assert.Contains("the endpoint's answer is larger than 1048576 bytes (Llm:MaxAnswerBytes)", error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Characters_that_no_text_should_hold_are_taken_out_of_the_pieces()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => new LlmReply { Pieces = ["a\u0000b\r", "\nc\u001B[31m\td"] };
        using var house = new LlmHouse(server);

        Assert.Equal("ab\nc[31m\td", string.Concat(await PiecesAsync(house)));
    }

    private static async Task<List<string>> PiecesAsync(LlmHouse house, CancellationToken? ct = null)
    {
        var pieces = new List<string>();
        await foreach (var update in house.Stream.GetStreamingResponseAsync("hi", cancellationToken: ct ?? Ct))
        {
            if (update.Text.Length > 0) pieces.Add(update.Text);
        }

        return pieces;
    }
}
