/** The part of gifenc used here; the package has no types of its own. */
declare module "gifenc" {
  export type Colour = [red: number, green: number, blue: number]

  export interface FrameOptions {
    palette?: Colour[]
    delay?: number
    repeat?: number
    transparent?: boolean
    transparentIndex?: number
    dispose?: number
  }

  export interface Encoder {
    writeFrame(indices: Uint8Array, width: number, height: number, options: FrameOptions): void
    finish(): void
    bytes(): Uint8Array
  }

  export function GIFEncoder(): Encoder
  export function quantize(rgba: Uint8Array, colours: number): Colour[]
  export function nearestColorIndex(palette: Colour[], colour: Colour): number
}
