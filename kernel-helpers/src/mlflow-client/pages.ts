/** One page of a list, and how to ask for the next. */
export interface Page<Item> {
  readonly items: readonly Item[] | undefined;
  readonly nextPageToken: string | undefined;
}

/** How a list is read. */
export interface PageOptions {
  /** Items that are asked for in one request. */
  readonly pageSize?: number;
}

/** Goes through a list page by page; the next page is asked for when the last item of one has been taken. */
export async function* itemsOf<Item>(
  fetchPage: (pageToken: string | undefined) => Promise<Page<Item>>,
): AsyncGenerator<Item, void, undefined> {
  let token: string | undefined;
  do {
    const page: Page<Item> = await fetchPage(token);
    yield* page.items ?? [];
    // a server that does not page at all gives none, or the empty text
    token = page.nextPageToken || undefined;
  } while (token !== undefined);
}

/** The fields by which a page is asked for; absent ones are left out, as MLflow reads an empty token as a wrong one. */
export function pageFields(
  pageSize: number,
  pageToken: string | undefined,
): { max_results: number; page_token?: string } {
  return { max_results: pageSize, ...(pageToken === undefined ? {} : { page_token: pageToken }) };
}
